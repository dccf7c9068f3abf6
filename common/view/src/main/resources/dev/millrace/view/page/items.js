// Lets the reader of a report look into its numbers: a table of the items, filters in the address, and a page for each item. A file
// holds its items; a page of a site loads them, and its items have pages of their own.
(async () => {
  'use strict';
  const own = JSON.parse(document.getElementById('mr-items').textContent);
  const site = own.address !== undefined;
  const loaded = site ? await load(own.address) : { items: own, charts: {} };
  if (!loaded) {
    return; // the tables of the page stay as they are
  }
  const data = loaded.items;
  const n = data.key.length;
  const home = document.getElementById('items');
  const FIRST = 50;
  const MORE = 250;

  async function load(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // ---- texts, as everywhere in Millrace

  const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

  function length(seconds) {
    if (seconds === null) {
      return '-';
    }
    const i = Math.max(0, UNITS.findIndex(([, size]) => seconds >= size || size === 1));
    const [name, size] = UNITS[i];
    const whole = Math.floor(seconds / size);
    const next = UNITS[i + 1];
    const rest = next ? Math.floor((seconds - whole * size) / next[1]) : 0;
    return whole + ' ' + name + (rest ? ' ' + rest + ' ' + next[0] : '');
  }

  const clock = new Intl.DateTimeFormat('sv', {
    timeZone: data.zone === 'Z' ? 'UTC' : data.zone, dateStyle: 'short', timeStyle: 'short',
  });
  const instant = (seconds) => (seconds === null ? '-' : clock.format(new Date(seconds * 1000)));
  const percent = (thousandths) => (thousandths === null ? '-' : Math.round(thousandths / 10) + '%');
  const word = (field, i) => (field.at[i] < 0 ? '-' : field.words[field.at[i]]);
  const findings = (i) => (data.finding.words[data.finding.at[i]] || []).join(', ');
  const services = (i) => (data.service.words[data.service.at[i]] || []).join(', ') || '-';

  function address(template, key) {
    return template && template.replace('{k}', key).replace('{n}', key.slice(key.lastIndexOf('#') + 1));
  }

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (value !== null && value !== false) {
        made.setAttribute(name, value === true ? '' : value);
      }
    });
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function outside(href, text) {
    return href ? make('a', { href, rel: 'noreferrer noopener' }, text) : text;
  }

  // ---- how long each item was in each place

  const names = [...new Set(data.places.map(([name]) => name))];
  const nameOf = data.places.map(([name]) => names.indexOf(name));

  const spent = data.key.map((key, i) => {
    const times = new Map();
    const of = (place, seconds) => times.set(nameOf[place], (times.get(nameOf[place]) || 0) + seconds);
    const flat = data.steps[i] || data.spent[i];
    for (let s = 0; s < flat.length; s += data.steps[i] ? 3 : 2) {
      of(flat[s], flat[s + 1]);
    }
    return times;
  });

  // ---- what the address says: the hash of a file, the query of a site

  const FILTERS = [
    ['type', 'Type', data.type], ['team', 'Team', data.team], ['service', 'Service', data.service],
    ['stage', 'Stage', data.stage], ['state', 'State', data.state], ['visited', 'Was in', { words: names }],
    ['status', 'Status', data.status], ['project', 'Project', data.project], ['week', 'Stopped in week', data.week],
    ['finding', 'Finding', data.finding], ['why', 'No figure because', data.why],
  ].map(([name, label, field]) => {
    const words = [...new Set(field.words.flat())].filter(Boolean).sort((a, b) => a.localeCompare(b));
    return { name, label, field, words };
  }).filter((filter) => filter.words.length > 1 || ['status', 'week', 'finding', 'why'].includes(filter.name));
  const metric = (id) => data.metrics.find((one) => one.id === id);

  let wanted = new URLSearchParams();
  let passing = new Uint8Array(n).fill(1);

  const PREFIX = 'items-';

  function read() {
    const [place, query = ''] = location.hash.slice(1).split('?');
    if (site) {
      wanted = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => name.startsWith(PREFIX))
        .map(([name, value]) => [name.slice(PREFIX.length), value]));
      apply();
      if (place === 'items') {
        arrive();
      }
    } else if (place === 'items') {
      wanted = new URLSearchParams(query);
      apply();
      arrive();
    } else if (place === 'item') {
      const at = data.key.findIndex((key, i) => key === new URLSearchParams(query).get('key')
        && data.cycle[i] === Number(new URLSearchParams(query).get('cycle') || data.cycle[i]));
      if (at >= 0) {
        show(at);
      }
    }
  }

  /** Shows the items, and lets the keyboard go on from there. */
  function arrive() {
    const heading = home.querySelector('h2');
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    home.scrollIntoView({ behavior: 'instant' });
  }

  function link(parameters) {
    const chosen = [...new URLSearchParams(parameters)];
    if (!site) {
      return '#items' + (chosen.length ? '?' + new URLSearchParams(chosen) : '');
    }
    const others = [...new URLSearchParams(location.search)].filter(([name]) => !name.startsWith(PREFIX));
    const query = new URLSearchParams([...others, ...chosen.map(([name, value]) => [PREFIX + name, value])]);
    return location.pathname + (String(query) ? '?' + query : '') + '#items';
  }

  function linkTo(i) {
    return site ? address(data.url.words[data.url.at[i]], data.key[i])
      : '#item?' + new URLSearchParams(data.cycle[i] > 1 ? { key: data.key[i], cycle: data.cycle[i] } : { key: data.key[i] });
  }

  function change(name, value) {
    if (value) {
      wanted.set(name, value);
    } else {
      wanted.delete(name);
    }
    history.replaceState(null, '', link(wanted));
    apply();
  }

  // ---- which items, in which order

  const entering = (one, i) => (data.uses[i] & one.use) !== 0 && (one.of === null || data[one.of][i] !== null);

  function filter() {
    const tests = FILTERS.filter((one) => wanted.get(one.name)).map(({ name, field }) => {
      if (name === 'visited') {
        const place = names.indexOf(wanted.get(name));
        return (i) => spent[i].has(place);
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

  const age = (i) => (data.uses[i] & 4 ? data.asOf - data.start[i] : null);
  const there = (i) => spent[i].get(names.indexOf(wanted.get('visited'))) ?? null;
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

  /** What has no value is last in either direction: it is not 0. */
  function sorted() {
    const order = [];
    for (let i = 0; i < n; i++) {
      if (passing[i]) {
        order.push(i);
      }
    }
    const by = (wanted.get('sort') || '').replace('-', '');
    const column = COLUMNS.find((one) => one.name === by);
    if (column) {
      const sign = wanted.get('sort').startsWith('-') ? -1 : 1;
      const values = order.map((i) => [i, column.value(i)]);
      values.sort(([i, a], [j, b]) => {
        if (a === null || b === null) {
          return (a === null) - (b === null) || i - j;
        }
        return sign * (a < b ? -1 : a > b ? 1 : 0) || i - j;
      });
      return values.map(([i]) => i);
    }
    return order;
  }

  // ---- the table

  const count = make('p', { 'aria-live': 'polite', class: 'mr-items-count', id: 'mr-items-count' });
  const groups = make('div', { class: 'mr-items-groups' });
  const why = make('div', { class: 'mr-items-why' });
  const body = make('tbody');
  const head = make('tr');
  const more = make('button', { type: 'button', class: 'mr-button' }, 'Show more');
  const controls = {};
  let order = [];
  let rows = 0;

  function build() {
    const form = make('div', { class: 'mr-filters', role: 'search', 'aria-label': 'Items' });
    const search = make('input', { type: 'search', placeholder: 'key or title', id: 'mr-filter-q' });
    let timer = 0;
    search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => change('q', search.value.trim()), 150); });
    controls.q = search;
    form.append(make('label', { for: 'mr-filter-q' }, 'Find', search));
    FILTERS.forEach((one) => {
      const select = make('select', { id: 'mr-filter-' + one.name }, make('option', { value: '' }, 'all'),
        ...one.words.map((value) => make('option', { value }, value)));
      select.addEventListener('change', () => change(one.name, select.value));
      controls[one.name] = select;
      form.append(make('label', { for: select.id }, one.label, select));
    });
    const reset = make('button', { type: 'button', class: 'mr-button' }, 'Show all');
    reset.addEventListener('click', () => { wanted = new URLSearchParams(); change('q', ''); });
    form.append(reset);
    COLUMNS.forEach((column) => {
      const button = make('button', { type: 'button' }, column.label);
      button.addEventListener('click', () => change('sort', wanted.get('sort') === column.name ? '-' + column.name : column.name));
      column.head = make('th', { scope: 'col', class: column.figures ? 'mr-num' : 'mr-words' }, button);
      head.append(column.head);
    });
    more.addEventListener('click', () => { const first = rows; add(MORE); body.rows[first]?.querySelector('a').focus(); });
    const table = make('table', { class: 'mr-items' }, make('caption', { id: 'mr-items-c' }, 'Choose a heading to sort, and an item to look into it.'),
      make('thead', {}, head), body);
    home.querySelectorAll('.mr-scroll').forEach((old) => old.remove());
    home.append(form, why, count, groups,
      make('div', { class: 'mr-scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'mr-items-c' }, table), more);
  }

  const used = (column) => !column.only || Boolean(wanted.get(column.only));

  function add(some) {
    const fragment = document.createDocumentFragment();
    const end = Math.min(order.length, rows + some);
    for (; rows < end; rows++) {
      const i = order[rows];
      fragment.append(make('tr', {}, ...COLUMNS.filter(used).map((column, c) =>
        make(c ? 'td' : 'th', c ? { class: column.figures ? 'mr-num' : 'mr-words' } : { scope: 'row' }, column.cell(i)))));
    }
    body.append(fragment);
    more.hidden = rows >= order.length;
  }

  function explain(one) {
    why.replaceChildren();
    if (!one) {
      return;
    }
    const about = [];
    for (let i = 0; i < n; i++) {
      if (data.uses[i] & one.use) {
        about.push(i);
      }
    }
    const enters = about.filter((i) => entering(one, i)).length;
    const reasons = new Map();
    about.filter((i) => !entering(one, i)).forEach((i) => reasons.set(word(data.why, i), (reasons.get(word(data.why, i)) || 0) + 1));
    const out = [...reasons].map(([reason, times]) => times + ' ' + reason).join('; ');
    why.append(
      make('h3', {}, 'Why: ' + one.label),
      make('dl', { class: 'mr-facts' },
        ...[['Formula', one.formula], ['Inputs', enters + ' of ' + about.length + ' items, listed below'],
          ['Left out', out || 'none'], ['In full', 'millrace report --why ' + one.id]]
          .map(([term, value]) => make('div', {}, make('dt', {}, term), make('dd', {}, value)))),
      make('p', {}, one.definition));
  }

  /** Whose the listed items are: the largest groups of each kind, each a filter. */
  function group() {
    groups.replaceChildren(...FILTERS.filter((one) => ['team', 'service', 'type'].includes(one.name) && !wanted.get(one.name)).map((one) => {
      const times = new Map();
      order.forEach((i) => [].concat(one.field.words[one.field.at[i]] ?? []).forEach((value) => times.set(value, (times.get(value) || 0) + 1)));
      const largest = [...times].sort((a, b) => b[1] - a[1]).slice(0, 6);
      return make('p', {}, one.label + ': ', ...largest.flatMap(([value, many], i) => [i ? ', ' : '',
        make('a', { href: link({ ...Object.fromEntries(wanted), [one.name]: value }) }, value), ' ' + many]), times.size > 6 ? ', ...' : '');
    }));
  }

  function apply() {
    Object.entries(controls).forEach(([name, control]) => {
      if (document.activeElement !== control) {
        control.value = wanted.get(name) || '';
      }
    });
    filter();
    order = sorted();
    rows = 0;
    body.replaceChildren();
    add(FIRST);
    COLUMNS.forEach((column) => {
      column.head.hidden = !used(column);
      const by = wanted.get('sort') || '';
      column.head.setAttribute('aria-sort', by === column.name ? 'ascending' : by === '-' + column.name ? 'descending' : 'none');
    });
    const one = metric(wanted.get('metric'));
    explain(one);
    group();
    count.textContent = order.length.toLocaleString('en') + ' of ' + n.toLocaleString('en') + ' items'
      + (data.left ? '; ' + data.left.toLocaleString('en') + ' more are not listed' : '');
    document.dispatchEvent(new CustomEvent('millrace-filter'));
  }

  // ---- the page of one item

  const dialog = make('dialog', { class: 'mr-dialog', 'aria-labelledby': 'mr-item-h' });
  let back = '';

  function svg(tag, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  }

  function steps(i) {
    const flat = data.steps[i] || [];
    const all = [];
    let from = data.created[i];
    for (let s = 0; s < flat.length; s += 3) {
      const [name, kind, rule] = data.places[flat[s]];
      all.push({ from, long: flat[s + 1], name, kind, rule, part: flat[s + 2] < 0 ? null : data.parts[flat[s + 2]] });
      from += flat[s + 1];
    }
    return all;
  }

  function named(part) {
    return part === null ? 'the item' : part[1] ? outside(part[2] < 0 ? null : address(data.url.words[part[2]], part[1]), part[1]) : part[0].replaceAll('_', ' ').replaceAll('-', ' ');
  }

  function table(caption, columns, lines) {
    return make('div', { class: 'mr-scroll', tabindex: '0', role: 'group', 'aria-label': caption },
      make('table', {}, make('caption', {}, caption),
        make('thead', {}, make('tr', {}, ...columns.map((text) => make('th', { scope: 'col' }, text)))),
        make('tbody', {}, ...lines.map((cells) => make('tr', {}, ...cells.map((cell, c) =>
          make(c ? 'td' : 'th', c ? {} : { scope: 'row' }, cell)))))));
  }

  function timeline(all) {
    const whole = all.reduce((sum, step) => sum + step.long, 0) || 1;
    const drawn = svg('svg', { viewBox: '0 0 1000 28', class: 'mr-item-line', preserveAspectRatio: 'none', role: 'img',
      'aria-label': 'Timeline: ' + all.map((step) => step.name + ' ' + length(step.long)).join(', ') });
    let x = 0;
    all.forEach((step) => {
      const width = (1000 * step.long) / whole;
      const rect = svg('rect', { x, y: 0, width: Math.max(1, width - 1), height: 28, class: 'mr-' + step.kind });
      const title = svg('title', {});
      title.textContent = step.name + ', ' + length(step.long);
      rect.append(title);
      drawn.append(rect);
      x += width;
    });
    return drawn;
  }

  function facts(pairs) {
    return make('dl', { class: 'mr-facts' }, ...pairs.map(([term, value]) => make('div', {}, make('dt', {}, term), make('dd', {}, value))));
  }

  function show(i) {
    const all = steps(i);
    const parts = [...new Map(all.filter((step) => step.part).map((step) => [step.part, step])).keys()];
    const reason = data.why.at[i] < 0 ? 'unknown' : data.why.words[data.why.at[i]];
    const sum = data.active[i] + data.waiting[i];
    const close = make('button', { type: 'button', class: 'mr-button' }, 'Close');
    close.addEventListener('click', () => dialog.close());
    dialog.replaceChildren(
      make('p', { class: 'mr-dialog-bar' }, outside(address(data.url.words[data.url.at[i]], data.key[i]), 'Open ' + data.key[i] + ' in its tool'), close),
      make('h2', { id: 'mr-item-h', tabindex: '-1' }, data.key[i] + ': ' + data.title[i]),
      facts([
        ['Type', word(data.type, i)], ['Status', word(data.status, i) + (data.state.at[i] < 0 ? '' : ' (' + word(data.state, i) + ')')],
        ['Stage', word(data.stage, i)], ['Project', word(data.project, i)], ['Team', word(data.team, i)], ['Service', services(i)],
        ['Created', instant(data.created[i])], ['Started', instant(data.start[i])], ['Stopped', instant(data.stop[i])],
      ]),
      make('h3', {}, 'Its figures, and why'),
      table('Figures of this item', ['Figure', 'Value', 'Why'], [
        ['Flow time', length(data.flow[i]), data.flow[i] === null ? reason : 'stopped - started = ' + instant(data.stop[i]) + ' - ' + instant(data.start[i])],
        ['Lead time', length(data.lead[i]), data.lead[i] === null ? reason : 'stopped - created = ' + instant(data.stop[i]) + ' - ' + instant(data.created[i])],
        ['Age', length(age(i)), age(i) === null ? 'not in progress' : 'as of ' + instant(data.asOf) + ' - started'],
        ['Flow efficiency', percent(data.efficiency[i]), data.efficiency[i] === null ? reason
          : 'active / (active + waiting) = ' + length(data.active[i]) + ' / ' + length(sum)],
      ]),
      ...(findings(i) ? [make('p', {}, 'Findings: ' + findings(i) + '.')] : []),
      make('h3', {}, 'Timeline'),
      ...(all.length ? [timeline(all), table('Where its time went', ['From', 'For', 'Place', 'Counts as', 'Decided by', 'Rule'],
        all.map((step) => [instant(step.from), length(step.long), step.name, step.kind.replaceAll('-', ' '), named(step.part), step.rule]))]
        : [make('p', {}, 'This file has no room for its timeline: millrace show ' + data.key[i] + ' prints it.')]),
      make('h3', {}, 'Chain'),
      parts.length ? make('ul', {}, ...parts.map((part) => make('li', {}, part[0].replaceAll('_', ' ') + ' ', named(part))))
        : make('p', {}, 'Nothing but its own status decided its timeline.'),
      make('p', { class: 'mr-caption' }, 'In full: millrace show ' + data.key[i]));
    if (!dialog.open) {
      back = document.activeElement;
      dialog.showModal();
    }
    document.getElementById('mr-item-h').focus();
    dialog.scrollTop = 0;
  }

  dialog.addEventListener('close', () => {
    if (location.hash.startsWith('#item?')) {
      history.replaceState(null, '', String(wanted) ? '#items?' + wanted : location.pathname);
    }
    if (back && back.focus) {
      back.focus({ preventScroll: true });
    }
  });

  // ---- every number opens its items, every name its item

  function connect() {
    const at = new Map(data.key.map((key, i) => [key, i]));
    document.querySelectorAll('main a[href], header a[href]').forEach((anchor) => {
      const i = at.get(anchor.textContent);
      if (i !== undefined && !anchor.getAttribute('href').startsWith('#') && linkTo(i)) {
        anchor.setAttribute('href', linkTo(i));
      }
    });
    data.metrics.forEach((one) => {
      const figure = document.querySelector('#card-' + one.id + ' .mr-figure');
      if (figure) {
        figure.replaceChildren(make('a', { href: link({ metric: one.id }), title: 'Why, and the items behind it' }, figure.textContent));
      }
    });
    ['lead-time-for-changes', 'change-fail-rate'].forEach((id) => {
      const figure = document.querySelector('#card-' + id + ' .mr-figure');
      if (figure && (own.deployments || document.getElementById('deployments'))) {
        figure.replaceChildren(make('a', { href: own.deployments || '#deployments' }, figure.textContent));
      }
    });
    const stages = new Set(data.stage.words);
    document.querySelectorAll('#value-stream-map tbody th, #stage-time tbody tr.mr-row > th, #ageing tbody th, #waiting-share tbody th').forEach((cell) => {
      if (stages.has(cell.textContent)) {
        cell.replaceChildren(make('a', { href: link({ stage: cell.textContent, metric: 'flow-load' }) }, cell.textContent));
      }
    });
  }

  /** Each number of a table opens what it is counted from: the items that are, or were, in its stage; those of its week. */
  function connectTables() {
    const stages = new Set(data.stage.words);
    const places = new Set(names);
    const states = new Set(data.state.words);
    const types = new Set(data.type.words);
    const tables = '#value-stream-map table, #stage-time table, #waiting-share table, #bottleneck table, #ageing table, '
      + '#flow-velocity table, #breakdown table, #flow-time-trend table';
    document.querySelectorAll(tables).forEach((table) => {
      const titles = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
      let place = '';
      [...table.tBodies[0].rows].forEach((row) => {
        const name = row.cells[0].textContent.replace(/ \((constraint|in part)\)$/, '');
        const detail = row.classList.contains('mr-detail');
        place = detail ? place : name;
        [...row.cells].slice(1).forEach((cell, c) => {
          const title = titles[c + 1];
          const now = title === 'Now' || title === 'Open' || table.closest('#ageing');
          if (data.week.words.includes(name)) {
            open(cell, types.has(title) ? { week: name, type: title, metric: 'flow-velocity' } : { week: name });
          } else if (now && detail && states.has(name)) {
            open(cell, { state: name, metric: 'flow-load', sort: '-age' });
          } else if (now && stages.has(place)) {
            open(cell, { stage: place, metric: 'flow-load', sort: '-age' });
          } else if (!now && places.has(place)) {
            open(cell, { visited: place, sort: '-spent' });
          }
        });
      });
    });
  }

  function open(cell, parameters) {
    const text = cell.firstChild;
    if (text && text.nodeType === Node.TEXT_NODE && /\d/.test(text.data) && text.data !== '0') {
      text.replaceWith(make('a', { href: link(parameters), title: 'The items behind it' }, text.data));
    }
  }

  /** So do a figure of today, those that an item has no figure for, and what may be the matter with items. */
  function connectOthers() {
    const byLabel = new Map(data.metrics.map((one) => [one.label, one.id]));
    // words of the items are cut where they are long
    const reasonOf = (text) => data.why.words.find((one) => one === text || (one.endsWith('…') && text.startsWith(one.slice(0, -1)))) || text;
    const rows = (selector) => [...document.querySelectorAll(selector)].map((row) => [row.cells[0].textContent, [...row.cells]]);
    rows('#comparison tbody tr').forEach(([name, cells]) => {
      const id = [...byLabel].find(([label]) => name.startsWith(label) && !name.startsWith('Lead time for changes'));
      return id ? open(cells[3], { metric: id[1] }) : deployed(cells[3]);
    });
    rows('#outcomes tbody tr').forEach(([name, cells]) => {
      const reason = reasonOf(name.replace(/^[^:]*: /, ''));
      ['flow-time', 'lead-time', 'flow-efficiency'].forEach((id, c) =>
        open(cells[c + 1], name === 'measured' ? { metric: id } : { why: reason }));
    });
    rows('#never-started tbody tr:not(.mr-detail)').forEach(([reason, cells]) => open(cells[1], { why: reasonOf(reason), metric: 'flow-velocity' }));
    document.querySelectorAll('#data-quality .mr-notes strong').forEach((title) => {
      const found = data.finding.words.flat().find((label) => title.textContent.toLowerCase().startsWith(label + ': '));
      if (found) {
        open(title, { finding: found });
      }
    });
    const at = new Map(data.key.map((key, i) => [key, i]));
    const FIGURES = ['Lead time for changes', 'Deployment frequency', 'Change fail rate', 'Failed deployment recovery time', 'Deployment rework rate'];
    rows('#delivery tbody tr').forEach(([, cells]) => {
      const cause = cells[1].textContent.match(/^incident (.+)$/);
      if (cause && at.has(cause[1])) {
        cells[1].replaceChildren('incident ', make('a', { href: linkTo(at.get(cause[1])) }, cause[1]));
      } else if (FIGURES.includes(cells[0].textContent) || /^(rollback|revert) /.test(cells[1].textContent)) {
        deployed(cells[1]);
      }
    });
  }

  /** What is deployed has a list of its own. */
  function deployed(cell) {
    if ((own.deployments || document.getElementById('deployments')) && /\d/.test(cell.textContent) && !cell.querySelector('a')) {
      cell.replaceChildren(make('a', { href: own.deployments || '#deployments', title: 'The deployments behind it' }, cell.textContent));
    }
  }

  /** A stage of the map opens the items that were in it. */
  function connectMap() {
    document.querySelectorAll('.mr-map-stage').forEach((box) => {
      const name = box.getAttribute('data-stage');
      if (names.includes(name)) {
        const anchor = svg('a', { href: link({ visited: name, sort: '-spent' }) });
        box.replaceWith(anchor);
        anchor.append(box);
        anchor.closest('svg').setAttribute('role', 'group'); // a picture has no links in it
      }
    });
  }

  window.millraceItems = {
    passes: (i) => passing[i] === 1,
    filtered: () => String(wanted) !== '',
    label: (i) => (i >= 0 && i < n ? data.key[i] + ' ' + data.title[i] : ''),
    open: (i) => go(linkTo(i)),
    week: (week, type) => {
      if (data.week.words.includes(week)) {
        go(link(data.type.words.includes(type) ? { week, type, metric: 'flow-velocity' } : { week }));
      }
    },
  };

  /** Other filters of the same page need no new page. */
  function go(href) {
    const to = new URL(href, location.href);
    if (site && to.pathname === location.pathname && to.hash === '#items') {
      history.pushState(null, '', href);
      read();
    } else {
      location.assign(href);
    }
  }

  build();
  document.body.append(dialog);
  connect();
  connectTables();
  connectOthers();
  connectMap();
  apply();
  if (site) {
    document.addEventListener('click', (event) => {
      const anchor = event.target.closest('a[href*="#items"]');
      if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        go(anchor.getAttribute('href'));
      }
    });
    window.millraceCharts = loaded.charts; // the script that draws them may not be there yet
    document.dispatchEvent(new CustomEvent('millrace-charts', { detail: loaded.charts }));
    window.addEventListener('popstate', read);
    read();
  } else {
    window.addEventListener('hashchange', read);
    window.addEventListener('load', read); // when the charts have their places
  }
})();
