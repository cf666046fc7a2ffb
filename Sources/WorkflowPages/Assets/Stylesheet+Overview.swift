extension Stylesheet {
    static let overview = #"""
        /* overview */
        .tally { margin: 0 0 var(--s2); font-size: var(--small); color: var(--quiet); }
        .bar { display: block; width: 100%; height: .6rem; border-radius: 99px; margin: 0 0 var(--s4); }
        .bar-whole { fill: var(--line); }
        .bar .is-good { fill: var(--good); } .bar .is-accent { fill: color-mix(in srgb, var(--accent) 40%, var(--line)); }
        .bar .is-warning { fill: var(--warning); } .bar .is-bad { fill: var(--bad); }
        .bar .is-quiet { fill: var(--line-strong); }
        .board > h2 { margin-top: var(--s4); }
        .board-section { margin-top: var(--s6); }
        .board-section h3 { margin-bottom: var(--s1); }
        .board-table { min-width: 56rem; font-size: var(--small); }
        .board-table .what { min-width: 18rem; }
        .board-table .what a { color: var(--ink); text-decoration: none; }
        .board-table .what a:hover { color: var(--accent); text-decoration: underline; }
        .board-table td:nth-child(6) { min-width: 8rem; }
        .board-table td:nth-child(7) { min-width: 11rem; }
        .others { columns: 19rem; }
        .others li { break-inside: avoid; padding: var(--s1) 0; }
        .month summary { padding: 3px 0; color: var(--accent); }
        progress { appearance: none; width: 5.5rem; height: .5rem; border: 0; border-radius: 99px; background: var(--line); overflow: hidden; }
        progress::-webkit-progress-bar { background: var(--line); border-radius: 99px; }
        progress::-webkit-progress-value { background: var(--good); border-radius: 99px; }
        progress::-moz-progress-bar { background: var(--good); }
        .holder { color: var(--quiet); font-weight: 500; margin: var(--s4) 0 var(--s2); }
        .search label { display: block; font-weight: 600; margin-bottom: var(--s2); }
        .search-line { display: flex; gap: var(--s2); }
        .search-line input { min-width: 0; }
        .agencies { columns: 21rem; column-gap: var(--s5); }
        .agency { break-inside: avoid; }
        .agency h2 { font-size: var(--h3); }
        .people { list-style: none; padding: 0; }
        .people li { padding: var(--s2) 0; border-top: 1px solid var(--line); line-height: 1.45; overflow-wrap: anywhere; }
        .people li:target, .agency:target { background: var(--accent-soft); }
        .month-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s3); }
        .month-nav { display: flex; gap: var(--s2); }
        .month { table-layout: fixed; background: var(--sheet); border: 1px solid var(--line); }
        .month th { text-align: center; padding: var(--s2); border: 1px solid var(--line); }
        .month td { height: 6.6rem; padding: var(--s2); border: 1px solid var(--line); font-size: .85rem; line-height: 1.4; overflow: hidden; }
        .month .day { display: flex; justify-content: space-between; margin: 0 0 var(--s1); }
        .month .day-number { font-weight: 650; font-size: 1rem; }
        .month .day-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .month .lunar { color: var(--quiet); font-size: .8rem; }
        .month .is-off { background: var(--sunken); }
        .month .is-off .day-number { color: var(--bad); }
        .month .is-outside .day-number, .month .is-outside .lunar { font-weight: 400; color: var(--quiet); }
        .month .is-today { box-shadow: inset 0 0 0 2px var(--accent); }
        .month .reason { margin: 0 0 var(--s1); color: var(--bad); }
        .month ul { list-style: none; margin: 0; padding: 0; }
        .month li { margin: 0 0 2px; }
        .month li a { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; padding: 3px 6px; min-height: 1.5rem; border-radius: 4px; background: var(--accent-soft); color: var(--ink); text-decoration: none; }
        .month li a:hover { text-decoration: underline; }
        .month li.is-bad a { background: var(--bad-soft); color: var(--bad); }
        .month li.is-warning a { background: var(--warning-soft); color: var(--warning); }
        .hash { overflow-wrap: anywhere; }
        .audit .row ul { margin: var(--s1) 0 0; padding: 0; list-style: none; color: var(--quiet); }
        .audit .row { overflow-wrap: anywhere; }
        @media (min-width: 46rem) { .audit .row > ul, .row > .small { grid-column: 1; } }
        @media (max-width: 46rem) {
          .month, .month tbody, .month tr, .month td { display: block; border: 0; height: auto; background: none; }
          .month thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .month td { padding: var(--s3) 0; border-top: 1px solid var(--line); font-size: 1rem; box-shadow: none !important; }
          .month .is-bare, .month .is-outside { display: none; }
          .month .day { justify-content: flex-start; gap: var(--s3); align-items: baseline; }
          .month .day-number { display: none; }
          .month .day-name { position: static; width: auto; height: auto; clip-path: none; font-weight: 650; }
          .month .is-today .day-name { color: var(--accent); }
          .month li a { display: block; padding: var(--s2) var(--s3); margin-bottom: var(--s1); }
        }
        @media (max-width: 40rem) {
          .board-table { min-width: 0; }
          .board-table td { min-width: 0 !important; }
          .board-table .what { min-width: 0; font-weight: 600; font-size: 1rem; margin-bottom: var(--s2); }
          .board-table .what a { text-decoration: none; }
        }
        @page board { size: A4 landscape; margin: 14mm; }
        @media print {
          body:has(.board, .month) { page: board; }
          .board > h2 { margin-top: 0; }
          .board-table { min-width: 0; font-size: 8.5pt; }
          .board-table th, .board-table td { padding: 1.2mm 2mm 1.2mm 0; }
          .board-section { break-inside: auto; } .board-section h3, .tally, .bar, thead { break-after: avoid; }
          .table { overflow: visible; }
          .bar, progress { print-color-adjust: exact; }
          .bar { height: 2.5mm; border: 1px solid #666; border-radius: 0; }
          .bar-whole { fill: #fff; } .bar .is-good { fill: #000; } .bar .is-accent { fill: #ccc; }
          .bar .is-warning { fill: #888; } .bar .is-bad { fill: #b00; } .bar .is-quiet { fill: #ccc; }
          .agencies { columns: 2; }
          .month td { height: 24mm; }
        }
        """#
}
