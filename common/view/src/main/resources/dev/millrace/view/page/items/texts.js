// Texts as everywhere in Millrace, and the elements that hold them.

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
const handedOff = (i) => (data.handOff.words[data.handOff.at[i]] || []).join(', ');
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

function svg(tag, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function table(caption, columns, lines) {
  return make('div', { class: 'mr-scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    make('table', {}, make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...columns.map((text) => make('th', { scope: 'col' }, text)))),
      make('tbody', {}, ...lines.map((cells) => make('tr', {}, ...cells.map((cell, c) =>
        make(c ? 'td' : 'th', c ? {} : { scope: 'row' }, cell)))))));
}

function facts(pairs) {
  return make('dl', { class: 'mr-facts' }, ...pairs.map(([term, value]) => make('div', {}, make('dt', {}, term), make('dd', {}, value))));
}
