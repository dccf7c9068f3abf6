// Which items are listed, and in which order.

let passing = new Uint8Array(n).fill(1);

const entering = (one, i) => (data.uses[i] & one.use) !== 0 && (one.of === null || data[one.of][i] !== null);

function filter() {
  const tests = FILTERS.filter((one) => wanted.get(one.name)).map(({ name, field }) => {
    if (name === 'visited') {
      const place = names.indexOf(wanted.get(name));
      return (i) => spent(i, place) !== null;
    }
    if (name === 'week') {
      return (i) => field.at[i] >= 0 && inWeeks(field.words[field.at[i]], wanted.get(name));
    }
    const at = new Set(field.words.flatMap((value, i) => ([].concat(value).includes(wanted.get(name)) ? [i] : [])));
    return (i) => at.has(field.at[i]);
  });
  const text = (wanted.get('q') || '').toLowerCase();
  if (text) {
    tests.push((i) => data.key[i].toLowerCase().includes(text) || data.title[i].toLowerCase().includes(text));
  }
  const one = metric(wanted.get('metric'));
  if (one) {
    tests.push((i) => entering(one, i));
  }
  const next = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    next[i] = tests.every((test) => test(i)) ? 1 : 0;
  }
  passing = next;
}

/** Whether a week is the one, or between the two, that a long window draws together: first to last. */
function inWeeks(week, weeks) {
  const [first, last = first] = weeks.split(' to ');
  return week >= first && week <= last;
}

const age = (i) => (data.uses[i] & 4 ? data.asOf - data.start[i] : null);
const there = (i) => spent(i, names.indexOf(wanted.get('visited')));
const COLUMNS = [
  { name: 'key', label: 'Item', value: (i) => data.key[i], cell: (i) => make('a', { href: linkTo(i) }, data.key[i]) },
  { name: 'title', label: 'Title', value: (i) => data.title[i], cell: (i) => data.title[i] },
  { name: 'type', label: 'Type', value: (i) => word(data.type, i), cell: (i) => word(data.type, i) },
  { name: 'status', label: 'Status', value: (i) => word(data.status, i), cell: (i) => word(data.status, i) },
  { name: 'stage', label: 'Stage', value: (i) => word(data.stage, i), cell: (i) => word(data.stage, i) },
  { name: 'stop', label: 'Stopped', value: (i) => data.stop[i], cell: (i) => instant(data.stop[i]), figures: true },
  { name: 'age', label: 'Age', value: age, cell: (i) => length(age(i)), figures: true },
  { name: 'flow', label: 'Flow time', value: (i) => data.flow[i], cell: (i) => length(data.flow[i]), figures: true },
  { name: 'waiting', label: 'Waited', value: (i) => data.waiting[i], cell: (i) => length(data.waiting[i]), figures: true },
  { name: 'spent', label: 'Was there', value: there, cell: (i) => length(there(i)), figures: true, only: 'visited' },
  { name: 'efficiency', label: 'Efficiency', value: (i) => data.efficiency[i], cell: (i) => percent(data.efficiency[i]), figures: true },
];

const keys = new Map();

/** A number for each item by which a column is sorted; none where the column has no value. */
function keysOf(column) {
  const name = column.only ? column.name + ' ' + wanted.get(column.only) : column.name;
  if (!keys.has(name)) {
    const values = data.key.map((key, i) => column.value(i));
    const words = values.some((value) => typeof value === 'string');
    const rank = words ? new Map([...new Set(values)].sort().map((value, at) => [value, at])) : null;
    keys.set(name, Float64Array.from(values, (value) => (words ? rank.get(value) : value ?? NaN)));
  }
  return keys.get(name);
}

/** What has no value is last in either direction: it is not 0. */
function sorted() {
  const order = [];
  for (let i = 0; i < n; i++) {
    if (passing[i]) {
      order.push(i);
    }
  }
  const by = wanted.get('sort') || '';
  const column = COLUMNS.find((one) => one.name === by.replace('-', ''));
  if (column) {
    const key = keysOf(column);
    const sign = by.startsWith('-') ? -1 : 1;
    const none = (i) => Number.isNaN(key[i]);
    order.sort((i, j) => (none(i) || none(j) ? none(i) - none(j) : sign * (key[i] - key[j])) || i - j);
  }
  return order;
}
