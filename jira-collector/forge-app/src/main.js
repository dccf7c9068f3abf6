// Where the app begins: reads the property of the issue that is shown, and draws it.

import { context, enableTheme, property } from './bridge.js';
import { h } from './dom.js';
import { issueView } from './issue.js';
import { read } from './property.js';
import './style.css';

const NOTHING = 'No figures yet. They come with the next run of millrace publish, after Millrace has read this issue.';
const AGAIN_EVERY = 60_000;

function show(...content) {
  const app = document.getElementById('app');
  app.replaceChildren(...content.filter(Boolean));
  app.setAttribute('aria-busy', 'false');
}

function message(text) {
  show(h('h1', {}, 'Flow'), h('p', {}, text));
}

async function start() {
  const [place] = await Promise.all([context(), enableTheme()]);
  const issue = place?.extension?.issue?.id ?? place?.extension?.issue?.key;
  if (!issue) {
    message('This is shown in issues only.');
    return;
  }
  const value = await property(`issue/${encodeURIComponent(issue)}`);
  if (value === null) {
    message(NOTHING);
    return;
  }
  const item = read(value);
  if (item.problem) {
    message(item.problem);
    return;
  }
  const draw = () => show(...issueView(item, Date.now()));
  draw();
  setInterval(() => {
    // a person who reads or has opened the explanation is not disturbed
    if (!document.querySelector('details[open]') && !document.activeElement?.matches('a, summary')) {
      draw();
    }
  }, AGAIN_EVERY);
}

start().catch((error) => message(`The figures cannot be shown: ${error.message}`));
