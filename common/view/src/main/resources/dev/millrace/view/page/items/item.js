// The page of one item, above the others of a file.

const dialog = make('dialog', { class: 'mr-dialog', 'aria-labelledby': 'mr-item-h' });
let back = '';

function steps(i) {
  const flat = numbers(data.steps[i]);
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
      ['Stage', word(data.stage, i)], ['Project', word(data.project, i)], ['Team', word(data.team, i)], ['Service', services(i)], ['Origin', word(data.origin, i)],
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
    ...(handedOff(i) ? [make('p', {}, 'Went: ' + handedOff(i) + '.')] : []),
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
