// The table of the items, its filters, and what is said of all that are listed.

const FIRST = 50;
const MORE = 250;
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
  const reasons = new Map();
  let about = 0;
  let enters = 0;
  for (let i = 0; i < n; i++) {
    if (data.uses[i] & one.use) {
      about++;
      if (entering(one, i)) {
        enters++;
      } else {
        reasons.set(data.why.at[i], (reasons.get(data.why.at[i]) || 0) + 1);
      }
    }
  }
  const out = [...reasons].map(([at, times]) => times + ' ' + (at < 0 ? '-' : data.why.words[at])).join('; ');
  why.append(
    make('h3', {}, 'Why: ' + one.label),
    facts([['Formula', one.formula], ['Inputs', enters + ' of ' + about + ' items, listed below'],
      ['Left out', out || 'none'], ['In full', 'millrace report --why ' + one.id]]),
    make('p', {}, one.definition));
}

/** Whose the listed items are: the largest groups of each kind, each a filter. */
function group() {
  groups.replaceChildren(...FILTERS.filter((one) => ['team', 'service', 'type', 'origin'].includes(one.name) && !wanted.get(one.name)).map((one) => {
    const each = new Uint32Array(one.field.words.length);
    order.forEach((i) => { each[one.field.at[i]]++; });
    const times = new Map();
    each.forEach((many, at) => [].concat(many ? one.field.words[at] : [])
      .forEach((value) => times.set(value, (times.get(value) || 0) + many)));
    const largest = [...times].sort((a, b) => b[1] - a[1]).slice(0, 6);
    return make('p', {}, one.label + ': ', ...largest.flatMap(([value, many], i) => [i ? ', ' : '',
      make('a', { href: link({ ...Object.fromEntries(wanted), [one.name]: value }) }, value), ' ' + many]), times.size > 6 ? ', ...' : '');
  }));
}

function apply() {
  Object.entries(controls).forEach(([name, control]) => {
    if (document.activeElement !== control) {
      const value = wanted.get(name) || '';
      if (control.options && ![...control.options].some((one) => one.value === value)) {
        control.append(make('option', { value }, value)); // several weeks
      }
      control.value = value;
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
  count.textContent = order.length.toLocaleString('en') + ' of ' + n.toLocaleString('en') + ' items'
    + (data.left ? '; ' + data.left.toLocaleString('en') + ' more are not listed' : '');
  later(() => { group(); document.dispatchEvent(new CustomEvent('millrace-filter')); });
}
