// Where the app begins: reads the property of the issue or project that is shown, and draws it.

import { context, enableTheme, property } from './bridge.js';
import { h } from './dom.js';
import { issueView } from './issue.js';
import { gadgetSettings, projectView } from './project.js';
import { read, readProject } from './property.js';
import './style.css';

const NOTHING = 'No figures yet. They come with the next run of millrace publish, after Millrace has read what is shown here.';
const AGAIN_EVERY = 60_000;

function show(...content) {
  const app = document.getElementById('app');
  app.replaceChildren(...content.filter(Boolean));
  app.setAttribute('aria-busy', 'false');
}

function message(text) {
  show(h('h1', {}, 'Flow'), h('p', {}, text));
}

/** Draws at once, and again every minute, because ages grow. */
function keep(view) {
  const draw = () => show(...view(Date.now()));
  draw();
  setInterval(() => {
    // a person who reads or has opened the explanation is not disturbed
    if (!document.querySelector('details[open]') && !document.activeElement?.matches('a, summary')) {
      draw();
    }
  }, AGAIN_EVERY);
}

/** What belongs to the property of an issue or a project; what there is instead of it is said in words. */
async function drawn(path, check, view) {
  const value = await property(path);
  const content = value === null ? { problem: NOTHING } : check(value);
  if (content.problem) {
    message(content.problem);
  } else {
    keep((now) => view(content, now));
  }
}

async function start() {
  const [place] = await Promise.all([context(), enableTheme()]);
  const extension = place?.extension ?? {};
  if (extension.type === 'jira:dashboardGadget') {
    const project = extension.gadgetConfiguration?.project;
    if (extension.entryPoint === 'edit' || typeof project !== 'string') {
      show(...gadgetSettings(typeof project === 'string' ? project : undefined));
    } else {
      await drawn(`project/${encodeURIComponent(project)}`, readProject, (content, now) => projectView(content, now, true));
    }
  } else if (extension.type === 'jira:projectPage') {
    await drawn(`project/${encodeURIComponent(extension.project?.key)}`, readProject, (content, now) => projectView(content, now, false));
  } else if (extension.issue) {
    await drawn(`issue/${encodeURIComponent(extension.issue.id ?? extension.issue.key)}`, read, issueView);
  } else {
    message('This is shown in issues, projects and dashboards only.');
  }
}

start().catch((error) => message(`The figures cannot be shown: ${error.message}`));
