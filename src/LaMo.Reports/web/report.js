// Draws each chart of a report from the Vega-Lite specification that stands beside it.
import embed from 'vega-embed';

const line = '#8886';
const config = {
  background: null,
  font: 'system-ui, sans-serif',
  // Text has the page's colour, light or dark; the palette (after Okabe and Ito's) can be told apart by the colour-blind and is seen on both.
  axis: { labelColor: 'currentColor', titleColor: 'currentColor', gridColor: '#8883', domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal' },
  header: { labelColor: 'currentColor', titleColor: 'currentColor', labelFontSize: 12 },
  legend: { labelColor: 'currentColor', titleColor: 'currentColor', labelFontSize: 12, orient: 'bottom', title: null, labelLimit: 400, symbolOpacity: 1 },
  title: { color: 'currentColor', anchor: 'start', fontSize: 15, offset: 12 },
  view: { stroke: null },
  range: { category: ['#1f83cc', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#999999'] },
};

for (const figure of document.querySelectorAll('figure')) {
  const chart = figure.querySelector('.chart');
  const specification = JSON.parse(figure.querySelector('script').textContent);
  // The interpreter of expressions (ast) needs no eval, which the page's security policy forbids.
  embed(chart, specification, { ast: true, config, renderer: 'svg', actions: { export: true, source: false, compiled: false, editor: false } }).then(
    () => { figure.dataset.state = 'drawn'; },
    error => {
      figure.dataset.state = 'failed';
      chart.textContent = `This chart could not be drawn: ${error.message}`;
    });
}
