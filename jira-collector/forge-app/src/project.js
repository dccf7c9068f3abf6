// The view of a project: as a page of it, and as a gadget on a dashboard.

import { submit } from './bridge.js';
import { h, s } from './dom.js';
import { duration, minute, percent } from './words.js';

const WIDTH = 1000;
const MOST_IN_GADGET = 5;
const KINDS = { new: 'not begun', active: 'active', waiting: 'waiting' };

/** Everything about a project; less of it in a gadget. */
export function projectView(project, now, gadget) {
  return [
    h('header', {}, h('h1', {}, `Flow of ${project.key}`)),
    project.sentence ? h('p', { class: 'say' }, project.sentence) : undefined,
    figures(project),
    stages(project),
    items(project, now, gadget ? MOST_IN_GADGET : project.now.length),
    h(
      'footer',
      {},
      h('span', {}, `Of the items done in ${project.days ?? 90} days.`),
      project.asOf === undefined ? undefined : h('span', {}, `Written ${minute(project.asOf)}`),
    ),
  ];
}

function figures(project) {
  const rows = [
    project.flowTime && ['Flow time', `half within ${duration(project.flowTime.p50)}, 85% within ${duration(project.flowTime.p85)}`],
    project.done !== undefined && ['Done', `${project.done}${project.perWeek === undefined ? '' : `, in half of the weeks at most ${project.perWeek}`}`],
    project.open !== undefined && ['In the flow', project.open],
    project.efficiency !== undefined && ['Efficiency', `${percent(project.efficiency, 1)} active`],
  ].filter(Boolean);
  return h('dl', {}, rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, String(value)))));
}

/** The stages in the order of work, each with how long a visit takes; the constraint is named. */
function stages(project) {
  if (project.stages.length === 0) {
    return undefined;
  }
  const longest = Math.max(1, ...project.stages.map((stage) => stage.time?.p85 ?? 0));
  return h(
    'section',
    { 'aria-labelledby': 'map' },
    h('h2', { id: 'map' }, 'Stages'),
    h('ol', { class: 'chain' }, project.stages.map((stage) => row(stage, longest))),
  );
}

function row(stage, longest) {
  const x = (ms) => Math.max((ms / longest) * WIDTH, 4).toFixed(1);
  const time = stage.time ? `half within ${duration(stage.time.p50)}, 85% within ${duration(stage.time.p85)}` : 'no visit ended';
  return h(
    'li',
    { class: stage.constraint ? 'constraint' : undefined },
    h(
      'p',
      {},
      h('b', {}, stage.name),
      h('span', { class: 'state' }, ` ${KINDS[stage.kind]}, ${stage.open} in it`),
      stage.constraint ? h('span', { class: 'lozenge warning' }, 'Constraint') : undefined,
    ),
    s(
      'svg',
      { class: 'line', viewBox: `0 0 ${WIDTH} 40`, preserveAspectRatio: 'none', role: 'img', 'aria-label': time },
      s('title', {}, time),
      stage.time ? s('rect', { class: `light k-${stage.kind}`, x: 0, y: 4, width: x(stage.time.p85), height: 32 }) : undefined,
      stage.time ? s('rect', { class: `k-${stage.kind}`, x: 0, y: 4, width: x(stage.time.p50), height: 32 }) : undefined,
    ),
    h('p', { class: 'state' }, time),
  );
}

function items(project, now, most) {
  if (project.now.length === 0) {
    return h('p', {}, 'Nothing is in the flow.');
  }
  const shown = project.now.slice(0, most);
  return h(
    'section',
    { 'aria-labelledby': 'now' },
    h('h2', { id: 'now' }, 'In the flow now, the oldest first'),
    h(
      'ul',
      { class: 'chain' },
      shown.map((item) =>
        h(
          'li',
          {},
          h(
            'p',
            {},
            h('b', {}, item.key),
            ` ${item.stage ?? 'no stage'} for ${duration(now - item.since)}`,
            item.started === undefined ? undefined : h('span', { class: 'state' }, `, in the flow for ${duration(now - item.started)} `),
            item.percentile === 85 ? h('span', { class: 'lozenge danger' }, 'Late: older than 85%') : undefined,
          ),
        ),
      ),
    ),
    project.open > shown.length ? h('p', { class: 'more' }, `and ${project.open - shown.length} more`) : undefined,
  );
}

/** The settings of a gadget: which project. */
export function gadgetSettings(project) {
  const field = h('input', { id: 'project', value: project ?? '', required: true, pattern: '[A-Za-z][A-Za-z0-9_]+', autocomplete: 'off' });
  const form = h('form', {}, h('label', { for: 'project' }, 'Key of the project'), field, h('button', {}, 'Save'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit({ project: field.value.trim().toUpperCase() });
  });
  return [h('h1', {}, 'Flow of a project'), form];
}
