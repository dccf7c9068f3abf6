// What the address says is listed: the hash of a file, the query of a site.

const FILTERS = [
  ['type', 'Type', data.type], ['team', 'Team', data.team], ['service', 'Service', data.service],
  ['origin', 'Origin', data.origin], ['stage', 'Stage', data.stage], ['state', 'State', data.state], ['visited', 'Was in', { words: names }],
  ['status', 'Status', data.status], ['project', 'Project', data.project], ['week', 'Stopped in week', data.week],
  ['finding', 'Finding', data.finding], ['handoff', 'Was handed', data.handOff],
  ['why', 'No figure because', data.why],
].map(([name, label, field]) => {
  const words = [...new Set(field.words.flat())].filter(Boolean).sort((a, b) => a.localeCompare(b));
  return { name, label, field, words };
}).filter((filter) => filter.words.length > 1 || ['status', 'week', 'finding', 'handoff', 'why'].includes(filter.name));
const metric = (id) => data.metrics.find((one) => one.id === id);

let wanted = new URLSearchParams();

const PREFIX = 'items-';

function read() {
  const [place, query = ''] = location.hash.slice(1).split('?');
  release();
  if (place !== 'item' && dialog.open) {
    dialog.close(); // the reader went back
  }
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
  } else if (place === '' && String(wanted)) {
    wanted = new URLSearchParams(); // back at the page as it was opened
    apply();
  }
}

let release = () => {};

/** Shows the items, lets the keyboard go on from there, and keeps them in view until the reader does something: charts above come later. */
function arrive() {
  release();
  const heading = home.querySelector('h2');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  let height = 0;
  let top = 0;
  const stay = () => {
    home.scrollIntoView({ behavior: 'instant' });
    height = document.documentElement.scrollHeight;
    top = home.getBoundingClientRect().top;
  };
  stay();
  const moved = new ResizeObserver(stay);
  moved.observe(document.body);
  const over = new AbortController();
  const until = { capture: true, passive: true, signal: over.signal };
  release = () => {
    moved.disconnect();
    over.abort();
  };
  ['pointerdown', 'wheel', 'touchstart', 'keydown', 'click', 'focusin'].forEach((what) => window.addEventListener(what, release, until));
  window.addEventListener('scroll', () => {
    if (height === document.documentElement.scrollHeight && Math.abs(home.getBoundingClientRect().top - top) > 2) {
      release();
    }
  }, until);
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
