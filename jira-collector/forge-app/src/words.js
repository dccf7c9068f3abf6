// Puts instants and durations into words, as all pages of Millrace do.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in its two largest units: "2 d 7 h". */
export function duration(ms) {
  const whole = Math.max(0, Math.floor(ms));
  const pairs = [[DAY, 'd', HOUR, 'h'], [HOUR, 'h', MINUTE, 'min'], [MINUTE, 'min', 1000, 's']];
  for (const [unit, name, next, nextName] of pairs) {
    if (whole >= unit) {
      const rest = Math.floor((whole % unit) / next);
      return `${Math.floor(whole / unit)} ${name}${rest > 0 ? ` ${rest} ${nextName}` : ''}`;
    }
  }
  return `${Math.floor(whole / 1000)} s`;
}

/** A share of a whole: "17%"; never 0% or 100% for what is more or less. */
export function percent(part, whole) {
  const share = (100 * part) / whole;
  if (share > 0 && share < 1) {
    return 'under 1%';
  }
  return share < 100 && share > 99 ? 'over 99%' : `${Math.round(share)}%`;
}

/** A day: "6 Oct 2026", by the clock of the person who looks. */
export function day(at) {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A minute: "6 Oct 2026, 09:00". */
export function minute(at) {
  return `${day(at)}, ${new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
}

/** "1 build", "2 builds". */
export function count(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`;
}

/** "once", "twice", "3 times". */
export function times(n) {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`;
}

/** "second" for 2; the number with "th" where there is no common word. */
export function ordinal(n) {
  return ['', 'first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n}th`;
}
