// Draws the charts of a page from their options. Only what depends on the reader is decided here: colours, fonts, the texts of values.
(() => {
  'use strict';
  if (!window.echarts) {
    return; // the page keeps its tables
  }
  const specs = JSON.parse(document.getElementById('mr-charts').textContent);
  const drawn = new Map();
  const MOST_LABELS = 31;
  const LABELS = ['insideEndTop', 'insideStartTop', 'insideMiddleTop'];
  const MANY_DOTS = 1500;
  const AT_ONCE = 1000;
  const FEW = 4;
  const SOON = 500;

  // ---- texts

  const UNITS = [['d', 864e5], ['h', 36e5], ['min', 6e4], ['s', 1e3]];

  /** The two largest units, as everywhere in Millrace. */
  function duration(millis) {
    const i = UNITS.findIndex(([, size]) => millis >= size);
    if (i < 0) {
      return millis > 0 ? Math.round(millis) + ' ms' : '0 s';
    }
    const [name, size] = UNITS[i];
    const whole = Math.floor(millis / size);
    const next = UNITS[i + 1];
    const rest = next ? Math.floor((millis - whole * size) / next[1]) : 0;
    return whole + ' ' + name + (rest ? ' ' + rest + ' ' + next[0] : '');
  }

  function text(unit, value) {
    if (value === null || value === undefined || Number.isNaN(value)) {
      return '-';
    }
    switch (unit.of) {
      case 'duration': return duration(value * unit.size);
      case 'share': return Math.round(value) + '%';
      default: return Number(value).toLocaleString('en');
    }
  }

  const day = (millis) => new Date(millis).toISOString().slice(0, 10);

  // ---- options

  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /** A colour as ECharts reads it: a page may have it as a mixture or in a space that ECharts does not know. */
  function rgba(colour) {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = '#808080';
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
    return 'rgba(' + r + ',' + g + ',' + b + ',' + a / 255 + ')';
  }

  /** The colours of the page where the chart stands. */
  function theme(place) {
    const css = getComputedStyle(place);
    const of = (name) => rgba(css.getPropertyValue(name).trim());
    return {
      ink: of('--ink'), soft: of('--soft'), line: of('--line'), paper: of('--paper'),
      colours: [0, 1, 2, 3, 4, 5, 6, 7].map((i) => of('--k' + i)), font: getComputedStyle(document.body).fontFamily,
    };
  }

  const horizontal = (spec) => spec.yAxis.type === 'category';
  const isDots = (spec) => spec.series.some((series) => series.type === 'scatter');
  const hasMany = (spec) => spec.series.reduce((sum, own) => sum + (own.type === 'scatter' ? own.data.length : 0), 0) > MANY_DOTS;
  const whole = (value) => (value !== null && typeof value === 'object' && 'partial' in value ? value.value : value);

  function axis(own, spec, look, isY) {
    const values = own.type === 'value';
    return {
      ...own,
      inverse: isY && own.type === 'category',
      axisLabel: {
        color: look.soft, hideOverlap: true,
        ...(values ? { formatter: (value) => Number(value).toLocaleString('en') + spec.unit.suffix } : {}),
        ...(own.type === 'time' ? { formatter: (value) => day(value) } : {}),
      },
      axisLine: { lineStyle: { color: look.line } },
      splitLine: { show: values, lineStyle: { color: look.line } },
    };
  }

  function series(own, spec, look, position) {
    const made = { ...own };
    const colour = look.colours[position % look.colours.length];
    if (own.type !== 'scatter') {
      made.data = own.data.map((value) =>
        (whole(value) === value ? value : { value: value.value, itemStyle: { opacity: 0.5 } }));
    } else {
      const many = hasMany(spec);
      made.symbolSize = many ? 4 : 8;
      if (many) { // in pieces, so that no frame waits for all of them
        Object.assign(made, { large: true, largeThreshold: 1, progressive: AT_ONCE, progressiveThreshold: AT_ONCE });
      }
      made.itemStyle = { color: colour, opacity: 0.8 };
      made.data = many ? [] : shown(spec, own.data); // many come with fill
    }
    if (own.type === 'bar') {
      made.barMaxWidth = horizontal(spec) ? 34 : 46;
    }
    if (own.type === 'line') {
      made.showSymbol = own.symbol !== 'none';
      made.symbolSize = 7;
      made.lineStyle = { width: 2, ...own.lineStyle };
      made.connectNulls = false;
    }
    if (own.markLine) {
      made.markLine = {
        symbol: 'none', silent: true, animation: false,
        lineStyle: { color: look.soft, type: 'dashed', width: 1.5 },
        label: {
          color: look.ink, backgroundColor: look.paper, padding: [1, 4],
          formatter: (at) => at.name + ': ' + text(spec.unit, at.value),
        },
        // side by side, since two levels can be close to each other
        data: own.markLine.data.map((level, i) => ({ ...level, label: { position: LABELS[i % LABELS.length] } })),
      };
    }
    return made;
  }

  /** Dots of items that the filter of the page leaves out are not drawn. One that is only its item has its place from there. */
  function shown(spec, data) {
    const items = window.millraceItems;
    if (!items) {
      return data.filter(Array.isArray);
    }
    const dots = [];
    data.forEach((dot) => {
      const item = Array.isArray(dot) ? dot[2] : dot;
      if (item < 0 || items.passes(item)) {
        dots.push(item === dot ? items.dot(item, spec.unit.size) : dot);
      }
    });
    return dots;
  }

  /** Many dots, one series after the other, so that no frame waits for all; at once for paper. */
  function fill(chart, spec, now) {
    if (hasMany(spec)) {
      spec.series.filter((own) => own.type === 'scatter').forEach((own) => {
        const work = () => chart.setOption({ series: [{ name: own.name, data: shown(spec, own.data) }] });
        return now ? work() : setTimeout(work);
      });
    }
  }

  function hint(spec, params) {
    const list = Array.isArray(params) ? params : [params];
    if (isDots(spec)) {
      return list.filter((one) => one.seriesType === 'scatter').map((one) => dot(spec, one.value, one.seriesName)).join('\n');
    }
    const lines = list.map((one) => {
      const value = horizontal(spec) && Array.isArray(one.value) ? one.value[0] : one.value;
      return one.seriesName + ': ' + text(spec.unit, value);
    });
    return list.length ? [list[0].axisValueLabel || list[0].name, ...lines, ...named(spec, list[0].dataIndex)].join('\n') : '';
  }

  const named = (spec, i) => (spec.named ? spec.named[i] : []);

  function dot(spec, value, name) {
    const item = window.millraceItems ? window.millraceItems.label(value[2]) : '';
    const at = spec.xAxis.type === 'time' ? day(value[0]) : spec.xAxis.data[value[0]];
    return [item, at + ', ' + name, text(spec.unit, value[1])].filter(Boolean).join('\n');
  }

  function option(spec, look) {
    const dots = isDots(spec);
    const many = spec.xAxis.type === 'time' || (spec.xAxis.data || []).length > MOST_LABELS;
    return {
      animation: false,
      color: look.colours,
      textStyle: { color: look.ink, fontFamily: look.font },
      aria: { enabled: true, label: { enabled: false }, decal: { show: !dots } },
      grid: { left: 8, right: 16, top: 44, bottom: many ? 44 : 8, containLabel: true },
      legend: {
        type: 'scroll', top: 0, left: 0, textStyle: { color: look.ink }, inactiveColor: look.line,
        pageTextStyle: { color: look.soft }, pageIconColor: look.ink, itemWidth: 22, itemHeight: 12,
      },
      tooltip: {
        trigger: dots ? 'item' : 'axis', renderMode: 'richText', confine: true,
        axisPointer: { type: spec.series[0]?.type === 'bar' ? 'shadow' : 'line' },
        backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.ink },
        formatter: (params) => hint(spec, params),
      },
      dataZoom: many ? [
        { type: 'inside', zoomOnMouseWheel: 'shift', moveOnMouseMove: true, preventDefaultMouseMove: false },
        { type: 'slider', height: 18, bottom: 6, borderColor: look.line, textStyle: { color: look.soft }, brushSelect: false },
      ] : [],
      xAxis: axis(spec.xAxis, spec, look, false),
      yAxis: axis(spec.yAxis, spec, look, true),
      series: spec.series.map((own, i) => series(own, spec, look, i)),
    };
  }

  // ---- keyboard: what a mouse can do with a chart

  const WEEK = /^\d{4}-W\d\d( to \d{4}-W\d\d)?$/;
  const opens = (spec) => isDots(spec) || (spec.xAxis.data || []).some((label) => WEEK.test(label));
  const help = (spec) => 'Arrow keys read the values, ' + (window.millraceItems && opens(spec) ? 'Enter opens the items, ' : '')
    + 'digits show and hide a series, + and - zoom, 0 shows all.';

  function keys(place, spec, chart) {
    const said = document.getElementById(place.id + '-v');
    const dots = isDots(spec);
    let at = -1;
    const stops = () => (dots
      ? spec.series.flatMap((own, s) => (own.type === 'scatter' ? shown(spec, own.data).map((value, i) => ({ s, i, value })) : []))
        .sort((a, b) => a.value[0] - b.value[0] || a.value[1] - b.value[1])
      : (spec.xAxis.data || spec.yAxis.data).map((label, i) => ({ s: 0, i, label })));
    const read = (stop) => (dots
      ? dot(spec, stop.value, spec.series[stop.s].name).replaceAll('\n', ', ')
      : stop.label + ': ' + spec.series.map((own) => own.name + ' ' + text(spec.unit, whole(own.data[stop.i])))
        .concat(named(spec, stop.i)).join(', '));
    const zoom = (factor) => {
      const [now] = chart.getOption().dataZoom || [];
      if (now) {
        const middle = (now.start + now.end) / 2;
        const half = Math.min(50, ((now.end - now.start) / 2) * factor);
        const start = Math.max(0, Math.min(100 - 2 * half, middle - half));
        chart.dispatchAction({ type: 'dataZoom', start, end: start + 2 * half });
      }
    };
    place.addEventListener('focus', () => { said.textContent = help(spec); });
    place.addEventListener('blur', () => { said.textContent = ''; chart.dispatchAction({ type: 'hideTip' }); });
    place.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const all = stops();
      const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 };
      if (event.key in moves && all.length) {
        at = Math.max(0, Math.min(all.length - 1, moves[event.key]));
        chart.dispatchAction({ type: 'showTip', seriesIndex: all[at].s, dataIndex: all[at].i });
        said.textContent = read(all[at]);
      } else if (event.key === 'Enter' && all[at]) {
        if (dots) {
          open(all[at].value[2]);
        } else {
          openWeek(all[at].label);
        }
      } else if (event.key === 'Escape') {
        chart.dispatchAction({ type: 'hideTip' });
      } else if (/^[1-9]$/.test(event.key) && spec.series[event.key - 1]) {
        const name = spec.series[event.key - 1].name;
        chart.dispatchAction({ type: 'legendToggleSelect', name });
        said.textContent = name + (chart.getOption().legend[0].selected[name] === false ? ' is hidden' : ' is shown');
      } else if (event.key === '+') {
        zoom(0.5);
      } else if (event.key === '-') {
        zoom(2);
      } else if (event.key === '0') {
        zoom(1e9);
      } else {
        return;
      }
      event.preventDefault();
    });
  }

  /** The items that stopped in a week, as far as the label is a week that the items know. */
  function openWeek(label, series) {
    if (window.millraceItems && WEEK.test(label)) {
      window.millraceItems.week(label, series);
    }
  }

  function open(item) {
    if (item >= 0 && window.millraceItems) {
      window.millraceItems.open(item);
    }
  }

  // ---- drawing: what comes into view first, and of many charts nothing else, so that a long page opens at once

  function draw(place, now) {
    if (drawn.has(place.id)) {
      return;
    }
    const spec = specs[place.id];
    const chart = window.echarts.init(place, null, { renderer: 'canvas' });
    chart.setOption(option(spec, theme(place)));
    fill(chart, spec, now);
    chart.on('click', (event) => {
      if (event.seriesType === 'scatter') {
        open(event.value[2]);
      } else {
        openWeek(event.name, event.seriesName);
      }
    });
    keys(place, spec, chart);
    drawn.set(place.id, chart);
    new ResizeObserver(() => chart.resize()).observe(place);
  }

  const places = [];
  const again = (now) => drawn.forEach((chart, id) => {
    chart.setOption(option(specs[id], theme(chart.getDom())), { notMerge: true });
    fill(chart, specs[id], now);
  });

  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (entry.isIntersecting) {
      seen.unobserve(entry.target);
      setTimeout(() => draw(entry.target)); // one after the other
    }
  }), { rootMargin: '300px' });

  /** A page of few charts has all of them soon, also for a picture of the whole page, and where nobody tells what is in view. */
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 200));
  function rest() {
    const next = places.length <= FEW && places.find((place) => !drawn.has(place.id));
    if (next) {
      draw(next);
      idle(rest);
    }
  }

  function take(more) {
    Object.assign(specs, more);
    Object.keys(more).map((id) => document.getElementById(id)).filter(Boolean).forEach((place) => {
      const figure = place.closest('figure');
      figure.classList.add('mr-drawn');
      figure.nextElementSibling.open = false; // the numbers
      places.push(place);
      seen.observe(place);
    });
    setTimeout(() => idle(rest), SOON);
  }

  take({ ...specs, ...window.millraceCharts });
  document.addEventListener('millrace-charts', (event) => take(event.detail));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => again(false));
  window.matchMedia('print').addEventListener('change', () => again(true));
  window.addEventListener('beforeprint', () => { places.forEach((place) => draw(place, true)); again(true); });
  window.addEventListener('afterprint', () => again(false));
  let later = 0;
  document.addEventListener('millrace-filter', () => {
    clearTimeout(later);
    later = setTimeout(() => drawn.forEach((chart, id) => {
      if (isDots(specs[id])) {
        const look = theme(chart.getDom());
        if (hasMany(specs[id])) {
          fill(chart, specs[id], false);
        } else {
          chart.setOption({ series: specs[id].series.map((own, i) => series(own, specs[id], look, i)) });
        }
      }
    }), 300);
  });
})();
