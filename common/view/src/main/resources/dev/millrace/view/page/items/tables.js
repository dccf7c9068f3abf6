// Each number of a table opens what it is counted from.

const rowsOf = (selector) => [...document.querySelectorAll(selector)].map((row) => [row.cells[0].textContent, [...row.cells]]);

/** The items that are, or were, in a stage; those of a week. */
function connectTables() {
  const stages = new Set(data.stage.words);
  const places = new Set(names);
  const states = new Set(data.state.words);
  const types = new Set(data.type.words);
  const inAny = (name) => /^\d{4}-W/.test(name) && data.week.words.some((week) => inWeeks(week, name));
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
        if (inAny(name)) {
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

/** So do a figure of today, those that an item has no figure for, and what may be the matter with items. */
function connectOthers() {
  rowsOf('#origin tbody tr').filter(([name]) => data.origin.words.includes(name)).forEach(([origin, cells]) => {
    const of = cells[0].closest('table').tHead.rows[0].cells;
    [...of].map((title) => title.textContent).forEach((title, c) => (title === 'Items' ? open(cells[c], { origin })
      : title === 'Done' ? open(cells[c], { origin, metric: 'flow-velocity' }) : null));
  });
  rowsOf('#hand-offs tbody tr').forEach(([handoff, cells]) => open(cells[1], { handoff }));
  const byLabel = new Map(data.metrics.map((one) => [one.label, one.id]));
  // words of the items are cut where they are long
  const reasonOf = (text) => data.why.words.find((one) => one === text || (one.endsWith('…') && text.startsWith(one.slice(0, -1)))) || text;
  rowsOf('#comparison tbody tr').forEach(([name, cells]) => {
    const id = [...byLabel].find(([label]) => name.startsWith(label) && !name.startsWith('Lead time for changes'));
    return id ? open(cells[3], { metric: id[1] }) : deployed(cells[3]);
  });
  rowsOf('#outcomes tbody tr').forEach(([name, cells]) => {
    const reason = reasonOf(name.replace(/^[^:]*: /, ''));
    ['flow-time', 'lead-time', 'flow-efficiency'].forEach((id, c) =>
      open(cells[c + 1], name === 'measured' ? { metric: id } : { why: reason }));
  });
  rowsOf('#never-started tbody tr:not(.mr-detail)').forEach(([reason, cells]) => open(cells[1], { why: reasonOf(reason), metric: 'flow-velocity' }));
  document.querySelectorAll('#data-quality .mr-notes strong').forEach((title) => {
    const found = data.finding.words.flat().find((label) => title.textContent.toLowerCase().startsWith(label + ': '));
    if (found) {
      open(title, { finding: found });
    }
  });
  const at = new Map(data.key.map((key, i) => [key, i]));
  const FIGURES = ['Lead time for changes', 'Deployment frequency', 'Change fail rate', 'Failed deployment recovery time', 'Deployment rework rate'];
  rowsOf('#delivery tbody tr').forEach(([, cells]) => {
    const cause = cells[1].textContent.match(/^incident (.+)$/);
    if (cause && at.has(cause[1])) {
      cells[1].replaceChildren('incident ', make('a', { href: linkTo(at.get(cause[1])) }, cause[1]));
    } else if (FIGURES.includes(cells[0].textContent) || /^(rollback|revert) /.test(cells[1].textContent)) {
      deployed(cells[1]);
    } else if (cells[0].textContent === 'Pipeline red rate') {
      lead(cells[1], (own.deployments || '') + '#failed-builds', 'Why, and the builds that failed');
    } else if (cells[0].textContent === 'Deployments to production') {
      deployed(cells[2]);
    }
  });
  document.querySelectorAll('#breakdown table').forEach((table) => {
    if (table.tHead.rows[0].cells[1].textContent === 'Deployments') {
      [...table.tBodies[0].rows].forEach((row) => [...row.cells].slice(1).forEach(deployed));
    }
  });
  connectForecast();
}

/** What comes has no items yet: it opens the weeks that it is drawn from, and they open theirs. */
function connectForecast() {
  const weeks = [...document.querySelectorAll('#forecast .mr-chart')].pop();
  const drawn = weeks?.closest('figure').nextElementSibling; // the numbers of their chart
  const now = data.uses.filter((use) => use & metric('flow-load').use).length;
  rowsOf('#forecast tbody tr').forEach(([name, cells]) => {
    if (drawn?.contains(cells[0])) {
      cells.slice(1).filter(() => data.week.words.includes(name)).forEach((cell) => open(cell, { week: name, metric: 'flow-velocity' }));
    } else if (weeks) {
      cells.slice(1).forEach((cell) => lead(cell, '#' + weeks.id, 'What the forecast is drawn from'));
    }
    if (name === now + ' items') {
      open(cells[0], { metric: 'flow-load', sort: '-age' });
    }
  });
}
