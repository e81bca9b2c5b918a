import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import './tokens.css';
import './base.css';
import './shell.css';
import './view.css';
import './status-bar.css';
import './overlays.css';
import { App } from './app';
import { followFeeds } from './follow-feeds';

// Where it can, zod compiles schemas with `new Function`, which the content security policy does not allow.
config({ jitless: true });
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followFeeds();
createRoot(root).render(<App />);
