// Reads the property. Anybody who may edit an issue can write it, so nothing in it is trusted: every value is checked, text is
// bounded and shown as text, and a link is http or https. What is not as it should be is left out.

const FORM = 'flow/1';
const MOST = 600;
const LONGEST = 240;
const KINDS = ['not-started', 'active', 'waiting', 'paused', 'closed-gap', 'unmapped', 'done', 'cancelled'];
const STATUSES = ['not-started', 'in-flow', 'done', 'cancelled'];
const PARTS = ['issue', 'pull-request', 'commit', 'build', 'deployment', 'release', 'incident'];
const REASONS = ['review', 'merge', 'queue', 'test', 'agent', 'approval', 'deploy', 'blocked', 'other'];
const REWORK = ['sentBack', 'reopened', 'reviewRounds', 'draftReturns', 'reruns', 'reverts'];
const UNREADABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value) => (isObject(value) ? value : {});
const list = (value) => (Array.isArray(value) ? value.slice(0, MOST).filter(isObject) : []);
const word = (value, known) => (known.includes(value) ? value : undefined);

function text(value) {
  if (typeof value !== 'string') {
    return undefined;
  }
  const clean = value.replace(UNREADABLE, ' ').trim();
  const cut = [...clean].length > LONGEST ? `${[...clean].slice(0, LONGEST - 1).join('')}…` : clean;
  return cut === '' ? undefined : cut;
}

function number(value) {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Milliseconds since 1970; only a year that a clock can show. */
function instant(value) {
  const at = typeof value === 'string' && value.length < 40 ? Date.parse(value) : NaN;
  return Number.isFinite(at) && at > -6e13 && at < 2.5e14 ? at : undefined;
}

function link(value) {
  try {
    const url = new URL(value);
    const web = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
    return typeof value === 'string' && value.length < 2048 && web ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function numbers(value, names) {
  const given = object(value);
  return Object.fromEntries(names.map((name) => [name, number(given[name])]).filter(([, found]) => found !== undefined));
}

function spread(value) {
  const found = numbers(value, ['p50', 'p85', 'days']);
  return found.p50 !== undefined && found.p85 !== undefined ? found : undefined;
}

function flow(value) {
  return list(value)
    .map((part) => ({ from: instant(part.from), kind: word(part.kind, KINDS), stage: text(part.stage) }))
    .filter((part) => part.from !== undefined && part.kind !== undefined)
    .sort((one, other) => one.from - other.from)
    .filter((part, i, all) => i === 0 || part.kind !== all[i - 1].kind || part.stage !== all[i - 1].stage);
}

function chain(value) {
  return list(value)
    .map((part) => ({
      kind: word(part.kind, PARTS),
      key: text(part.key),
      state: text(part.state),
      began: instant(part.began),
      ended: instant(part.ended),
      url: link(part.url),
    }))
    .filter((part) => part.kind !== undefined && part.key !== undefined && part.began !== undefined)
    .sort((one, other) => one.began - other.began);
}

function cycle(value) {
  return {
    created: instant(value.created),
    started: instant(value.started),
    stopped: instant(value.stopped),
    ended: instant(value.ended),
    flow: flow(value.flow),
    chain: chain(value.chain),
  };
}

function now(value) {
  const since = instant(object(value).since);
  const kind = word(object(value).kind, KINDS);
  return since === undefined || kind === undefined
    ? undefined
    : { since, kind, stage: text(value.stage), reason: word(value.for, REASONS), visit: number(value.visit) };
}

function capture(value) {
  const given = object(value);
  return {
    complete: given.complete === true,
    gaps: (Array.isArray(given.gaps) ? given.gaps : []).slice(0, 10).map(text).filter(Boolean),
    moreGaps: number(given.moreGaps) ?? 0,
    behind: number(given.sourcesBehind) ?? 0,
  };
}

/**
 * What an issue's property says.
 *
 * @param {unknown} value of the property
 * @returns the checked content, or `{problem}` with a sentence for people
 */
export function read(value) {
  if (!isObject(value)) {
    return { problem: 'The property of this issue is not what Millrace writes.' };
  }
  if (value.millrace !== FORM) {
    return { problem: 'The property of this issue has a form that this version of the app does not know. Update the app, or run millrace publish again.' };
  }
  const status = word(value.status, STATUSES);
  const created = instant(value.created);
  if (status === undefined || created === undefined) {
    return { problem: 'The property of this issue is damaged: run millrace publish again.' };
  }
  const unknown = object(value.unknown);
  return {
    key: text(value.key) ?? '',
    stream: text(value.stream),
    status,
    state: text(value.state),
    created,
    started: instant(value.started),
    stopped: instant(value.stopped),
    asOf: instant(value.asOf),
    until: instant(value.until),
    now: status === 'done' || status === 'cancelled' ? undefined : now(value.now),
    totals: numbers(value.totals, KINDS),
    unknown: { flowTime: text(unknown.flowTime), leadTime: text(unknown.leadTime), efficiency: text(unknown.efficiency) },
    usual: spread(value.usual),
    usualHere: spread(value.usualHere),
    expectation: expectation(value.expectation),
    rework: numbers(value.rework, REWORK),
    handOffs: numbers(value.handOffs, ['person', 'team', 'tool', 'waiting']),
    capture: capture(value.capture),
    page: link(value.page),
    cycles: list(value.cycles).map(cycle),
    left: (Array.isArray(value.left) ? value.left : []).slice(0, 10).map(text).filter(Boolean),
  };
}

/**
 * What a project's property says.
 *
 * @param {unknown} value of the property
 * @returns the checked content, or `{problem}` with a sentence for people
 */
export function readProject(value) {
  if (!isObject(value) || value.millrace !== 'project/1') {
    return { problem: 'The property of this project has a form that this version of the app does not know. Update the app, or run millrace publish again.' };
  }
  return {
    key: text(value.key) ?? '',
    sentence: text(value.sentence),
    asOf: instant(value.asOf),
    days: number(value.days),
    done: number(value.done),
    open: number(value.open),
    perWeek: number(value.perWeek),
    efficiency: number(value.efficiency) <= 1 ? value.efficiency : undefined,
    flowTime: spread(value.flowTime),
    stages: list(value.stages)
      .map((stage) => ({
        name: text(stage.name),
        kind: word(stage.kind, ['new', 'active', 'waiting']),
        open: number(stage.open) ?? 0,
        time: spread(stage.time),
        constraint: stage.constraint === true,
      }))
      .filter((stage) => stage.name !== undefined && stage.kind !== undefined),
    now: list(value.now)
      .map((item) => ({
        key: text(item.key),
        kind: word(item.kind, KINDS),
        stage: text(item.stage),
        since: instant(item.since),
        started: instant(item.started),
        percentile: number(item.percentile),
      }))
      .filter((item) => item.key !== undefined && item.since !== undefined),
  };
}

function expectation(value) {
  const found = numbers(value, ['within', 'percent']);
  return found.within !== undefined && found.percent !== undefined ? found : undefined;
}
