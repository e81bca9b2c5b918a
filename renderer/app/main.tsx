import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import './shell.css';
import './view.css';
import './status-bar.css';
import './overlays.css';
import { App } from './app';
import { followFeeds } from './follow-feeds';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followFeeds();
createRoot(root).render(<App />);
