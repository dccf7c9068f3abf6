// What an issue's property means at the moment somebody looks: ages grow, so they are computed here and not stored.

import { count, duration, ordinal, times } from './words.js';

const WAITS_FOR = {
  review: 'review',
  merge: 'its merge',
  queue: 'somebody to take it',
  test: 'a test',
  agent: 'a build agent',
  approval: 'approval',
  deploy: 'its deployment',
  blocked: 'what blocks it',
};

/** The parts of the time between start and stop, in milliseconds by kind, up to now while it is open. */
export function totals(item, now) {
  const sum = { ...item.totals };
  if (item.now && item.started !== undefined && counted(item.now.kind)) {
    sum[item.now.kind] = (sum[item.now.kind] ?? 0) + Math.max(0, now - item.now.since);
  }
  return sum;
}

/** Whether time of that kind lies between start and stop. */
export function counted(kind) {
  return kind !== 'not-started' && kind !== 'done' && kind !== 'cancelled';
}

/** How long it has been in the flow, or was; undefined if it never started or nobody knows. */
export function age(item, now) {
  if (item.started === undefined || item.status === 'not-started') {
    return undefined;
  }
  const end = item.status === 'in-flow' ? now : item.stopped;
  return end === undefined ? undefined : Math.max(0, end - item.started);
}

/** Active time as a share of active and waiting time, from 0 to 1; undefined if that is unknown. */
export function efficiency(item, now) {
  const { active = 0, waiting = 0 } = totals(item, now);
  return item.unknown.efficiency !== undefined || active + waiting === 0 ? undefined : active / (active + waiting);
}

/** A word on how it stands, with a tone for its colour. The word alone says it all. */
export function standing(item, now) {
  if (item.status === 'cancelled') {
    return { label: 'Cancelled', tone: 'neutral' };
  }
  if (item.status === 'not-started') {
    return { label: 'Not started', tone: 'neutral' };
  }
  const done = item.status === 'done';
  const old = age(item, now);
  if (old === undefined || item.usual === undefined) {
    return { label: done ? 'Done' : 'In the flow', tone: done ? 'success' : 'information' };
  }
  if (old > item.usual.p85) {
    return done ? { label: 'Done late: slower than 85%', tone: 'neutral' } : { label: 'Late: older than 85%', tone: 'danger' };
  }
  if (old > item.usual.p50) {
    return done ? { label: 'Done: slower than half', tone: 'success' } : { label: 'Older than half', tone: 'warning' };
  }
  return { label: done ? 'Done: faster than half' : 'Younger than half', tone: 'success' };
}

/** One sentence: what holds it up, since when, and what is usual. */
export function sentence(item, now) {
  if (item.status === 'done') {
    return item.stopped === undefined ? 'Done; when is not known.' : `Done${took(item, now)}.`;
  }
  if (item.status === 'cancelled') {
    return `Ended without being delivered${took(item, now)}.`;
  }
  if (!item.now) {
    return 'Where it is now is not known.';
  }
  const length = duration(now - item.now.since);
  const usual = item.usualHere ? ` Usual here: ${duration(item.usualHere.p50)}.` : '';
  return `${where(item.now)} for ${length}.${usual}`;
}

function took(item, now) {
  const length = age(item, now);
  if (length === undefined) {
    return '';
  }
  const usual = item.usual ? `; half of the items here need at most ${duration(item.usual.p50)}` : '';
  return ` after ${duration(length)}${usual}`;
}

function where(place) {
  const again = place.visit > 1 ? ` (${ordinal(place.visit)} time)` : '';
  const stage = place.stage ? `“${place.stage}”` : 'a state without a stage';
  switch (place.kind) {
    case 'waiting':
      return `Waiting ${WAITS_FOR[place.reason] ? `for ${WAITS_FOR[place.reason]}` : `in ${stage}`}${again}`;
    case 'active':
      return `In work, ${stage}${again},`;
    case 'paused':
      return `Put back to ${stage}${again}`;
    case 'not-started':
      return `Not started: in ${stage}`;
    default:
      return `In ${stage}${again}`;
  }
}

/** What was done again, in sentences. */
export function rework(item) {
  const { sentBack, reopened, reviewRounds, draftReturns, reruns, reverts } = item.rework;
  return [
    sentBack && `Sent back ${times(sentBack)}`,
    reopened && `Re-opened ${times(reopened)}`,
    reviewRounds && `Changes requested ${times(reviewRounds)}`,
    draftReturns && `Back to draft ${times(draftReturns)}`,
    reruns && `${count(reruns, 'build or deployment', 'builds or deployments')} run again`,
    reverts && `${count(reverts, 'change')} reverted`,
  ].filter(Boolean);
}

/** Hand-overs, in words; undefined if there were none. */
export function handOffs(item) {
  const { person = 0, team = 0, tool = 0, waiting } = item.handOffs;
  const kinds = [
    person && `${person} between people`,
    team && `${team} between teams`,
    tool && `${tool} between tools`,
  ].filter(Boolean);
  const waited = waiting ? `, with ${duration(waiting)} of waiting` : '';
  return kinds.length === 0 ? undefined : `${kinds.join(', ')}${waited}`;
}

/** The longest waits of a cycle: `{stage, from, to}`, the longest first. */
export function waits(cycle, now, most = 3) {
  return spans(cycle, now)
    .filter((span) => span.kind === 'waiting' && span.to > span.from)
    .sort((one, other) => other.to - other.from - (one.to - one.from))
    .slice(0, most);
}

/** The parts of a cycle's timeline, each with its end. */
export function spans(cycle, now) {
  return cycle.flow.map((part, i) => ({
    ...part,
    to: Math.max(part.from, cycle.flow[i + 1]?.from ?? cycle.ended ?? now),
  }));
}

/** How long it waited between two instants. */
export function waited(cycle, from, to, now) {
  return spans(cycle, now)
    .filter((span) => span.kind === 'waiting')
    .reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0);
}
