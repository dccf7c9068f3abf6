// The view of one issue: on the right side of it, and as a panel.

import { open } from './bridge.js';
import { h, s } from './dom.js';
import { age, counted, efficiency, handOffs, rework, sentence, spans, standing, totals, waited, waits } from './facts.js';
import { day, duration, minute, percent } from './words.js';

const KINDS = {
  active: 'Active',
  waiting: 'Waiting',
  paused: 'Paused',
  'closed-gap': 'Closed before a re-open',
  unmapped: 'No stage defined',
};
const PARTS = {
  issue: 'Issue',
  'pull-request': 'Pull request',
  commit: 'Commit',
  build: 'Build',
  deployment: 'Deployment',
  release: 'Release',
  incident: 'Incident',
};
const MOST_ROWS = 30;
const WIDTH = 1000;

/** Everything about an issue. */
export function issueView(item, now) {
  const status = standing(item, now);
  const current = item.cycles.at(-1);
  return [
    h('header', {}, h('h1', {}, 'Flow'), h('span', { class: `lozenge ${status.tone}` }, status.label)),
    h('p', { class: 'say' }, sentence(item, now)),
    division(item, now),
    figures(item, now),
    gauge(item, now),
    current && chain(item, current, now),
    again(item),
    missing(item),
    why(item),
    footer(item),
  ];
}

function division(item, now) {
  const sums = totals(item, now);
  const kinds = Object.keys(KINDS).filter((kind) => sums[kind] > 0);
  const whole = kinds.reduce((sum, kind) => sum + sums[kind], 0);
  if (whole === 0) {
    return undefined;
  }
  const said = kinds.map((kind) => `${KINDS[kind]} ${duration(sums[kind])}`).join(', ');
  return h(
    'figure',
    {},
    bar(parts(item, kinds, sums, now), `Of ${duration(whole)}: ${said}`),
    h(
      'figcaption',
      {},
      h(
        'ul',
        { class: 'legend' },
        kinds.map((kind) =>
          h('li', {}, swatch(kind), `${KINDS[kind]} `, h('b', {}, duration(sums[kind])), ` · ${percent(sums[kind], whole)}`),
        ),
      ),
    ),
  );
}

/** In the order of time where that is known, else one part per kind. */
function parts(item, kinds, sums, now) {
  const current = item.cycles.at(-1);
  const timeline = current ? spans(current, now).filter((span) => counted(span.kind) && inFlow(item, span)) : [];
  return timeline.length > 0
    ? timeline.map((span) => ({ ...span, length: span.to - span.from }))
    : kinds.map((kind) => ({ kind, length: sums[kind] }));
}

function inFlow(item, span) {
  return item.started !== undefined && span.to > item.started && (item.stopped === undefined || span.from < item.stopped);
}

function bar(lengths, label) {
  const whole = lengths.reduce((sum, part) => sum + part.length, 0) || 1;
  let x = 0;
  const shapes = lengths.map((part) => {
    const width = (part.length / whole) * WIDTH;
    const title = `${part.stage ?? KINDS[part.kind]}: ${duration(part.length)}`;
    const shape = rect(x, Math.max(width, 1), part.kind, title);
    x += width;
    return shape;
  });
  return s(
    'svg',
    { class: 'bar', viewBox: `0 0 ${WIDTH} 40`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    hatch(),
    shapes,
  );
}

function rect(x, width, kind, title) {
  const place = { x: x.toFixed(1), y: 0, width: width.toFixed(1), height: 40 };
  return s(
    'g',
    {},
    s('title', {}, title),
    s('rect', { ...place, class: `k-${kind}` }),
    kind === 'waiting' || kind === 'unmapped' ? s('rect', { ...place, class: 'hatched', fill: 'url(#hatch)' }) : undefined,
  );
}

/** What is hatched is told apart without its colour. */
function hatch() {
  return s(
    'defs',
    {},
    s(
      'pattern',
      { id: 'hatch', width: 14, height: 14, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('line', { x1: 0, y1: 0, x2: 0, y2: 14, class: 'stripe' }),
    ),
  );
}

function swatch(kind) {
  return s(
    'svg',
    { class: 'swatch', viewBox: '0 0 40 40', 'aria-hidden': 'true' },
    rect(0, 40, kind, KINDS[kind]),
  );
}

function figures(item, now) {
  const old = age(item, now);
  const share = efficiency(item, now);
  const longest = item.cycles.at(-1) ? waits(item.cycles.at(-1), now, 1)[0] : undefined;
  const rows = [
    old !== undefined && [item.status === 'in-flow' ? 'Age' : 'Flow time', duration(old)],
    item.status === 'not-started' && ['Created', day(item.created)],
    item.now && ['Now', `${item.now.stage ?? item.state ?? 'unknown'}, since ${day(item.now.since)}`],
    item.status === 'done' && ['Efficiency', share === undefined ? 'unknown' : `${percent(share, 1)} active`],
    longest && ['Longest wait', `${duration(longest.to - longest.from)}${longest.stage ? `, ${longest.stage}` : ''}`],
    handOffs(item) && ['Hand-overs', handOffs(item)],
  ].filter(Boolean);
  return h('dl', {}, rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function gauge(item, now) {
  const old = age(item, now);
  if (old === undefined || (item.usual === undefined && item.expectation === undefined)) {
    return undefined;
  }
  const marks = [
    item.usual && { at: item.usual.p50, name: 'half' },
    item.usual && { at: item.usual.p85, name: '85%' },
    item.expectation && { at: item.expectation.within, name: 'expected' },
  ].filter(Boolean);
  const end = Math.max(old, ...marks.map((mark) => mark.at)) * 1.15 || 1;
  const x = (at) => ((at / end) * WIDTH).toFixed(1);
  const said = [
    item.usual && `Half of the items done in ${item.usual.days ?? 90} days needed at most ${duration(item.usual.p50)}, 85% at most ${duration(item.usual.p85)}.`,
    item.expectation && `Expected: ${item.expectation.percent}% within ${duration(item.expectation.within)}.`,
  ].filter(Boolean);
  return h(
    'figure',
    { class: 'gauge' },
    s(
      'svg',
      { viewBox: `0 0 ${WIDTH} 60`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${duration(old)}. ${said.join(' ')}` },
      s('rect', { class: 'track', x: 0, y: 22, width: WIDTH, height: 16 }),
      s('rect', { class: 'reached', x: 0, y: 22, width: x(old), height: 16 }),
      marks.map((mark) => s('rect', { class: 'mark', x: x(mark.at), y: 8, width: 4, height: 44 })),
    ),
    h('figcaption', {}, said.join(' ')),
  );
}

function chain(item, cycle, now) {
  if (cycle.chain.length === 0) {
    return undefined;
  }
  const from = Math.min(cycle.created ?? item.created, cycle.chain[0].began);
  const last = cycle.stopped ?? now;
  const to = Math.max(last, ...cycle.chain.map((part) => part.ended ?? Math.max(last, part.began)));
  const rows = cycle.chain.slice(0, MOST_ROWS);
  const more = cycle.chain.length - rows.length;
  return h(
    'section',
    { 'aria-labelledby': 'chain' },
    h('h2', { id: 'chain' }, 'From issue to production'),
    h(
      'ol',
      { class: 'chain' },
      row({ kind: 'issue', key: item.key, state: item.state, began: cycle.started ?? cycle.created ?? item.created, ended: cycle.stopped }, 0),
      rows.map((part, i) => row(part, gap(cycle, rows, i, now))),
      more > 0 ? h('li', { class: 'more' }, `and ${more} more`) : undefined,
    ),
    h('p', { class: 'axis', 'aria-hidden': 'true' }, h('span', {}, day(from)), h('span', {}, day(to))),
  );

  function row(part, waiting) {
    const end = part.ended ?? Math.max(last, part.began);
    const when = `${minute(part.began)} to ${part.ended === undefined ? 'now' : minute(part.ended)}`;
    const name = `${PARTS[part.kind]} ${part.key}`;
    const x = ((part.began - from) / (to - from || 1)) * WIDTH;
    const width = Math.max(((end - part.began) / (to - from || 1)) * WIDTH, 8);
    return h(
      'li',
      {},
      waiting > 0 ? h('p', { class: 'wait' }, `waited ${duration(waiting)} before`) : undefined,
      h('p', {}, part.url ? anchor(part.url, name) : name, part.state ? h('span', { class: 'state' }, ` ${part.state}`) : undefined),
      s(
        'svg',
        { class: 'line', viewBox: `0 0 ${WIDTH} 40`, preserveAspectRatio: 'none', role: 'img', 'aria-label': when },
        s('title', {}, when),
        s('rect', { class: `p-${part.kind}`, x: Math.min(x, WIDTH - width).toFixed(1), y: 4, width: width.toFixed(1), height: 32 }),
      ),
    );
  }
}

/** The waiting since the part before it ended, or began: what lies between two tools. */
function gap(cycle, rows, i, now) {
  const before = i === 0 ? cycle.started : rows[i - 1].ended ?? rows[i - 1].began;
  return before === undefined || before >= rows[i].began ? 0 : waited(cycle, before, rows[i].began, now);
}

function again(item) {
  const said = rework(item);
  return said.length === 0
    ? undefined
    : h('section', { 'aria-labelledby': 'again' }, h('h2', { id: 'again' }, 'Done again'), h('ul', {}, said.map((line) => h('li', {}, line))));
}

function missing(item) {
  const { complete, gaps, moreGaps, behind } = item.capture;
  const lines = [
    ...gaps,
    moreGaps > 0 && `and ${moreGaps} more`,
    behind > 0 && `${behind} ${behind === 1 ? 'source was' : 'sources were'} not read to the end`,
    item.left.length > 0 && `Too long for a property of Jira; left out: ${item.left.join(', ')}`,
  ].filter(Boolean);
  if (complete && lines.length === 0) {
    return undefined;
  }
  return h(
    'section',
    { class: 'warning', 'aria-labelledby': 'missing' },
    h('h2', { id: 'missing' }, 'Incomplete'),
    h('p', {}, 'Some history was not captured, so figures may be wrong.'),
    h('ul', {}, lines.map((line) => h('li', {}, line))),
  );
}

function why(item) {
  const unknown = [
    ['Flow time', item.unknown.flowTime],
    ['Lead time', item.unknown.leadTime],
    ['Efficiency', item.unknown.efficiency],
  ].filter(([, reason]) => reason);
  return h(
    'details',
    {},
    h('summary', {}, 'Why these numbers'),
    h('ul', {}, unknown.map(([name, reason]) => h('li', {}, `${name} is unknown: ${reason}`))),
    h('p', {}, 'Age and flow time run from the first active or waiting instant to done, in calendar time. Efficiency is active time as a share of active and waiting time. Paused is time before commitment after work had begun.'),
    h('p', {}, `Value stream: ${item.stream ?? 'default'}. Created ${minute(item.created)}${item.started === undefined ? '' : `, started ${minute(item.started)}`}${item.stopped === undefined ? '' : `, stopped ${minute(item.stopped)}`}.`),
    item.asOf === undefined ? undefined : h('p', {}, `Written ${minute(item.asOf)}.`),
  );
}

function footer(item) {
  const until = item.until ?? item.asOf;
  return h(
    'footer',
    {},
    until === undefined ? undefined : h('span', {}, `${item.capture.complete ? 'Complete' : 'Read'} until ${minute(until)}`),
    item.page ? anchor(item.page, 'Open in Millrace') : undefined,
  );
}

function anchor(url, text) {
  const link = h('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, text);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    open(url);
  });
  return link;
}
