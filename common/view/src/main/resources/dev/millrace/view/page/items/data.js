// The items of the page. A file holds them; a page of a site loads them, and its items have pages of their own.

const own = JSON.parse(document.getElementById('mr-items').textContent);
const site = own.address !== undefined;
const loaded = site ? await load(own.address) : { items: own, charts: {} };
if (!loaded) {
  return; // the tables of the page stay as they are
}
const data = loaded.items;
const n = data.key.length;
const home = document.getElementById('items');
const MANY = 2000;

async function load(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** With many items the browser draws, and takes what its reader does, between two parts of the work. */
const later = (work) => (n > MANY ? setTimeout(work) : work());
const pause = () => (n > MANY ? new Promise(later) : null);

// instants and lengths are written as differences, which are shorter
for (let i = 0; i < n; i++) {
  const at = data.created[i];
  data.start[i] = data.start[i] === null ? null : at + data.start[i];
  data.stop[i] = data.stop[i] === null ? null : at + data.stop[i];
  data.flow[i] = data.flow[i] === null ? null : data.stop[i] - data.start[i] - data.flow[i];
  data.lead[i] = data.lead[i] === null ? null : data.stop[i] - at - data.lead[i];
}

const names = [...new Set(data.places.map(([name]) => name))];
const nameOf = data.places.map(([name]) => names.indexOf(name));

/** Numbers in base 36, which are shorter. */
const numbers = (text) => (text ? text.split(' ').map((one) => parseInt(one, 36)) : []);

const inPlace = new Map();

/** How long an item was in a place, by the position of its name; null if it never was. Read of all items at once. */
function spent(i, name) {
  if (!inPlace.has(name)) {
    inPlace.set(name, data.key.map((key, at) => secondsIn(at, name)));
  }
  return inPlace.get(name)[i];
}

function secondsIn(i, name) {
  const flat = numbers(data.steps[i] ?? data.spent[i]);
  const each = data.steps[i] === null ? 2 : 3;
  let seconds = null;
  for (let s = 0; s < flat.length; s += each) {
    if (nameOf[flat[s]] === name) {
      seconds += flat[s + 1];
    }
  }
  return seconds;
}
