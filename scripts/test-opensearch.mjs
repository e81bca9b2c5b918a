// npm run test:opensearch, test:opensearch3: the tests of test/cluster against a real server of either line.
import { OPENSEARCH, OPENSEARCH_3 } from './setup/opensearch.mjs';
import { setUp } from './setup/setup.mjs';
import { conclude, runCluster } from './tests.mjs';

await setUp();
conclude([await runCluster('failed', process.argv[2] === '3' ? OPENSEARCH_3 : OPENSEARCH)]);
