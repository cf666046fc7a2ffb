extension Stylesheet {
    static let forms = #"""
        /* forms */
        .form { max-width: 46rem; }
        .form.is-broad { max-width: none; }
        .form.is-broad > *, .form.is-broad form > :not(.is-broad) { max-width: 46rem; }
        .form.is-broad > form { max-width: none; }
        h1 + form { margin-top: var(--s5); }
        .field .small label { display: block; margin: var(--s4) 0 var(--s1); color: var(--quiet); }
        .field { margin: 0 0 var(--s5); border: 0; padding: 0; min-width: 0; }
        .field > label:not(.choice), .field > legend, .field .name { display: block; font-weight: 600; padding: 0; margin-bottom: var(--s1); }
        .field .hint { display: block; color: var(--quiet); font-size: var(--small); margin-bottom: var(--s2); }
        .field .optional { font-weight: 400; color: var(--quiet); }
        .field .fault { display: block; color: var(--bad); font-weight: 600; margin-bottom: var(--s2); }
        .field.is-wrong { border-left: 5px solid var(--bad); padding-left: var(--s4); }
        input, select, textarea, button, .button { font: inherit; line-height: 1.4; }
        input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea {
          width: 100%; min-height: 2.75rem; padding: .45rem .7rem; color: var(--ink);
          background: var(--sheet); border: 1px solid var(--line-strong); border-radius: 8px;
        }
        textarea { min-height: 6.5rem; resize: vertical; }
        input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-radius: 8px; }
        .is-wrong input, .is-wrong textarea, .is-wrong select { border-color: var(--bad); border-width: 2px; }
        input.short { max-width: 14rem; }
        input[type=file] { padding: var(--s2); border-style: dashed; background: var(--sunken); }
        .unit { display: flex; align-items: center; gap: var(--s2); }
        .choices { display: grid; gap: 0; max-height: 17rem; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; padding: var(--s1) var(--s3); background: var(--sheet); }
        .choice { display: flex; align-items: center; gap: var(--s3); min-height: 2.75rem; }
        input[type=checkbox], input[type=radio] { width: 1.35rem; height: 1.35rem; flex: none; margin: 0; accent-color: var(--accent); }
        button, .button {
          display: inline-flex; align-items: center; justify-content: center; gap: var(--s2);
          min-height: 2.75rem; padding: .45rem 1.15rem; border: 1px solid var(--accent); border-radius: 8px;
          background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none;
          cursor: pointer;
        }
        button:hover, .button:hover { background: var(--accent-strong); border-color: var(--accent-strong); color: var(--on-accent); }
        .is-quiet.button, button.is-quiet { background: transparent; color: var(--accent); border-color: var(--line-strong); }
        .is-quiet.button:hover, button.is-quiet:hover { background: var(--accent-soft); color: var(--accent-strong); border-color: var(--accent); }
        .is-plain.button, button.is-plain { background: transparent; color: var(--accent); border-color: transparent; padding-inline: var(--s2); }
        .is-plain.button:hover, button.is-plain:hover { text-decoration: underline; }
        .is-bad.button, button.is-bad { background: var(--bad); border-color: var(--bad); color: var(--sheet); }
        button[disabled] { background: var(--sunken); border-color: var(--line); color: var(--quiet); cursor: not-allowed; }
        .submit { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s3); margin-top: var(--s5); }
        .filters { display: grid; gap: var(--s3); align-items: end; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); margin-bottom: var(--s5); }
        .filters .field { margin: 0; }
        .filters label { font-size: var(--small); }
        .inline { display: inline; margin: 0; }
        .lines input { min-width: 0; }
        .lines td { padding-right: var(--s2); vertical-align: middle; border-bottom: 0; padding-block: var(--s1); }
        .lines .wide-cell { min-width: 12rem; }
        .lines .narrow-cell { width: 7rem; min-width: 6rem; }
        .lines .price-cell { width: 12rem; min-width: 11rem; }
        .lines .source-cell { width: 14rem; min-width: 9rem; }
        .lines .fault { flex-basis: 100%; margin: var(--s1) 0 0; font-size: var(--small); }
        .lines tfoot td, .lines tfoot th { padding-top: var(--s3); }
        @media (max-width: 46rem) {
          .lines.stack td { margin-bottom: var(--s1); }
          .lines.stack td[data-label] { align-items: center; }
          .lines.stack td.is-wrong { flex-wrap: wrap; }
          .lines.stack td.is-wrong input { flex: 1; }
          .lines.stack td[data-label]::before { flex: 0 0 7.5rem; }
          .lines.stack .wide-cell, .lines.stack .narrow-cell, .lines.stack .price-cell, .lines.stack .source-cell { width: 100%; min-width: 0; }
          .submit button, .submit .button { width: 100%; }
        }
        """#

    static let print = #"""
        /* on paper: A4, ink on white, nothing to press */
        @page { size: A4; margin: 18mm 16mm 18mm 20mm; }
        @media print {
          :root {
            color-scheme: light; --paper: #fff; --sheet: #fff; --sunken: #fff; --ink: #000; --quiet: #333;
            --line: #bbb; --line-strong: #666; --accent: #000; --accent-soft: #fff; --on-accent: #000;
            --bad: #000; --bad-soft: #fff; --warning: #000; --warning-soft: #fff; --good: #000;
            --good-soft: #fff; --shadow: none;
          }
          body { font-size: 10.5pt; line-height: 1.45; padding: 0; }
          .skip, .places, .find, .me, .foot, .submit, .does, .tabs, .filters, .changed, .back, .pages,
          .no-print, dialog { display: none !important; }
          .top { border: 0; } .top > .wide { min-height: 0; } .brand img { display: none; }
          .wide, main.wide { max-width: none; padding: 0; }
          .split { display: block; }
          .card, .rows { border-radius: 0; break-inside: auto; padding: 0; border: 0; }
          .rows { border-top: 1px solid #666; }
          .row, .timeline > li, tr, .facts > div { break-inside: avoid; }
          .row { padding: 2mm 0; border-left: 0; }
          .status { border: 1px solid #666; }
          .steps .is-here > span { border: 1.5pt solid #000; background: #fff; color: #000; }
          h2, h3 { break-after: avoid; }
          a { color: inherit; text-decoration: none; }
          details:not([open]) { display: none; }
        }
        """#
}
