#!/bin/sh
# start.sh DATA_DIR PORT [setting=value ...]
# Runs a real single-node OpenSearch in the foreground on 127.0.0.1:PORT (PORT 0 = a free one).
# Prints "ready http://127.0.0.1:PORT ..." on stdout once _cluster/health is yellow or green.
# SIGTERM / SIGINT stop it cleanly. First run downloads the jars from Maven Central.
#   OS_VERSION  2.19.6 (default, any Java >= 11) or 3.x such as 3.8.0 (Java >= 21)
#   OS_JAVA     the java binary to run the server with (default: java)
#   OS_HEAP     1g      OS_LOG  warn|info      OS_CACHE  where the jars go (default: .runtime/opensearch)
#   OS_EXIT_ON_STDIN_EOF=1   also stop when stdin closes
set -eu
[ $# -ge 2 ] || { echo "usage: $0 DATA_DIR PORT [setting=value ...]" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
ver=${OS_VERSION:-2.19.6}
cache=${OS_CACHE:-$here/../../../.runtime/opensearch}
lib=$cache/lib-$ver
if [ ! -d "$lib" ]; then                      # built aside and renamed, so parallel first starts do not race
  mkdir -p "$cache"
  echo "Set-up: fetching OpenSearch $ver from Maven Central..." >&2
  mvn -B -q -Dstyle.color=never -f "$here/pom.xml" -Dos.version="$ver" dependency:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory="$lib.$$" >&2
  [ -d "$lib" ] || mv "$lib.$$" "$lib"; rm -rf "$lib.$$"
fi
classes=$cache/classes-$(cat "$here"/*.java | cksum | cut -d' ' -f1)
if [ ! -d "$classes" ]; then
  mkdir -p "$classes.$$/META-INF/services"
  javac --release 11 -d "$classes.$$" "$here/DevServer.java" "$here/ThaiBreaks.java"
  echo ThaiBreaks > "$classes.$$/META-INF/services/java.text.spi.BreakIteratorProvider"
  [ -d "$classes" ] || mv "$classes.$$" "$classes"; rm -rf "$classes.$$"
fi
mkdir -p "$1/tmp"
exec "${OS_JAVA:-java}" -Xms"${OS_HEAP:-1g}" -Xmx"${OS_HEAP:-1g}" -XX:+UseG1GC \
  -Djava.io.tmpdir="$(cd "$1/tmp" && pwd)" -Dos.log="${OS_LOG:-warn}" \
  -Dlog4j2.configurationFile="$here/log4j2.properties" -Dlog4j2.disable.jmx=true \
  -Dio.netty.noUnsafe=true -Dio.netty.noKeySetOptimization=true -Dio.netty.recycler.maxCapacityPerThread=0 \
  -Djava.locale.providers=CLDR,COMPAT,SPI -Djava.awt.headless=true -Dfile.encoding=UTF-8 \
  -cp "$classes:$lib/*" DevServer "$@"
