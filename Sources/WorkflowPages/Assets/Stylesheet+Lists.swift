extension Stylesheet {
    static let lists = #"""
        /* lists of items */
        .counts { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s5); margin: var(--s2) 0 var(--s5); padding: 0; list-style: none; }
        .tabs { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); margin: 0 0 var(--s5); padding: 0; list-style: none; border-bottom: 1px solid var(--line); }
        .tabs a { display: block; padding: var(--s2) var(--s1) calc(var(--s2) + 1px); color: var(--quiet); text-decoration: none; margin-bottom: -1px; border-bottom: 3px solid transparent; }
        .tabs a:hover { color: var(--ink); border-bottom-color: var(--line-strong); }
        .tabs [aria-current] { color: var(--accent); font-weight: 650; border-bottom-color: var(--accent); }
        .rows {
          list-style: none; margin: 0 0 var(--s5); padding: 0; background: var(--sheet);
          border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shadow);
        }
        .row {
          position: relative; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s1) var(--s5);
          padding: var(--s4) var(--s5);
          border-top: 1px solid var(--line); border-left: 4px solid transparent;
        }
        .row:first-child { border-top: 0; border-radius: var(--round) var(--round) 0 0; }
        .row:last-child { border-radius: 0 0 var(--round) var(--round); }
        .row:only-child { border-radius: var(--round); }
        .row.is-bad { border-left-color: var(--bad); }
        .row.is-warning { border-left-color: var(--warning); }
        .row:hover { background: color-mix(in srgb, var(--accent-soft) 45%, var(--sheet)); }
        .row h3 { margin: 0; font-size: 1.0625rem; font-weight: 600; text-wrap: pretty; }
        .row h3 a { color: var(--ink); text-decoration: none; }
        .row h3 a::after { content: ""; position: absolute; inset: 0; border-radius: inherit; }
        .row:hover h3 a { color: var(--accent); text-decoration: underline; }
        .row h3 a:focus-visible { outline: none; }
        .row h3 a:focus-visible::after { outline: 3px solid var(--accent); outline-offset: -3px; }
        .row p { margin: 0; }
        .row .meta { color: var(--quiet); font-size: var(--small); }
        .row .when { font-size: var(--small); }
        .row .meta > * + *::before { content: "·"; margin: 0 .5em; color: var(--line-strong); }
        .row button, .row .meta a { position: relative; z-index: 1; }
        @media (max-width: 30rem) {
          .tabs { gap: 0 var(--s3); font-size: var(--small); }
        }
        @media (min-width: 46rem) {
          .row { grid-template-columns: minmax(0, 1fr) 13.5rem; }
          .row .when { grid-column: 2; grid-row: 1 / span 3; text-align: right; }
        }
        .id { font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap; }
        .status {
          display: inline-block; font-size: var(--small); line-height: 1.45; padding: .1em .6em;
          border-radius: 6px; background: var(--sunken); color: var(--ink); font-weight: 600;
        }
        .status.is-bad { background: var(--bad-soft); color: var(--bad); }
        .status.is-warning { background: var(--warning-soft); color: var(--warning); }
        .status.is-good { background: var(--good-soft); color: var(--good); }
        .status.is-quiet { color: var(--quiet); }
        .status.is-accent { background: var(--accent-soft); color: var(--accent); }
        .section-head { display: flex; align-items: baseline; gap: var(--s2); }
        .count { color: var(--quiet); font-weight: 400; font-size: var(--small); }
        .pages { display: flex; justify-content: space-between; gap: var(--s4); margin: var(--s5) 0; }
        """#

    static let items = #"""
        /* an item */
        .head { margin-bottom: var(--s5); }
        .head h1 { max-width: 50rem; text-wrap: pretty; font-size: clamp(1.3rem, 1.1rem + .8vw, 1.6rem); }
        .head .meta { color: var(--quiet); margin: var(--s2) 0 0; }
        .head .meta > * + *::before { content: "·"; margin: 0 .5em; color: var(--line-strong); }
        .head .status { margin-right: var(--s2); }
        .head .meta > .status + *::before { content: none; }
        .steps { list-style: none; margin: 0 0 var(--s4); padding: 0; display: flex; flex-wrap: wrap; gap: var(--s2) 0; }
        .steps li { display: flex; align-items: center; color: var(--quiet); font-size: var(--small); }
        .steps li + li::before { content: "→"; margin: 0 .55em; color: var(--line-strong); }
        .steps .is-past { color: var(--good); }
        .steps .is-here > span { background: var(--accent); color: var(--on-accent); border-radius: 99px; padding: .15em .8em; font-weight: 650; }
        .drawing { overflow-x: auto; }
        .drawing svg { max-width: 100%; height: auto; display: block; }
        .does { list-style: none; padding: 0; margin: 0; display: grid; gap: var(--s2); }
        .does .button { width: 100%; justify-content: flex-start; text-align: left; }
        .cannot { list-style: none; padding: 0; margin: var(--s3) 0 0; }
        .cannot > li { padding: var(--s3) 0; border-top: 1px solid var(--line); }
        .cannot b { font-weight: 600; color: var(--quiet); display: block; }
        .cannot p { margin: var(--s1) 0 0; font-size: var(--small); color: var(--quiet); }
        .aside details > summary { padding: var(--s2) 0; font-weight: 600; font-size: var(--small); }
        .facts { display: grid; grid-template-columns: minmax(9rem, 14rem) minmax(0, 1fr); margin: 0; }
        .facts dt { padding-right: var(--s5); }
        .facts > div { display: contents; }
        .facts dt, .facts dd { padding-block: var(--s2); margin: 0; border-top: 1px solid var(--line); }
        .facts > div:first-child > * { border-top: 0; }
        .facts dt { color: var(--quiet); }
        .facts dd { white-space: pre-line; }
        .aside .facts { display: block; }
        .aside .facts dt { border-top: 0; padding: 0; font-size: var(--small); }
        .aside .facts dd { border-top: 0; padding: 0 0 var(--s3); }
        .files { list-style: none; padding: 0; margin: 0; }
        .files li { display: flex; flex-wrap: wrap; gap: 0 var(--s3); align-items: baseline; padding: var(--s2) 0; border-top: 1px solid var(--line); }
        .files li:first-child { border-top: 0; }
        .timeline { list-style: none; margin: 0; padding: 0; }
        .timeline > li { position: relative; padding: 0 0 var(--s5) 1.75rem; }
        .timeline > li::before { content: ""; position: absolute; left: .3rem; top: .5rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--sheet); border: 3px solid var(--good); }
        .timeline > li:not(:last-child)::after { content: ""; position: absolute; left: .6rem; top: 1.45rem; bottom: -.3rem; width: 2px; background: var(--line); }
        .timeline > .is-bad::before { border-color: var(--bad); background: var(--bad); }
        .timeline > .is-warning::before { border-color: var(--warning); }
        .timeline > .is-plain::before { border-color: var(--line-strong); }
        .timeline > li:last-child { padding-bottom: 0; }
        .timeline h3 { margin: 0; font-size: 1.0625rem; font-weight: 600; }
        .timeline .who { margin: 0; font-size: var(--small); color: var(--quiet); }
        .timeline ul { list-style: none; padding: 0; margin: var(--s1) 0 0; font-size: var(--small); }
        .timeline .is-bad h3, .loud { color: var(--bad); }
        .more-or-less { color: var(--warning); }
        @media (max-width: 40rem) {
          .facts { display: block; }
          .facts dt { border-top: 1px solid var(--line); padding-bottom: 0; font-size: var(--small); }
          .facts dd { border-top: 0; padding-top: 0; }
          .stack, .stack tbody, .stack tfoot, .stack tr, .stack td, .stack th { display: block; width: 100%; }
          .stack thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
          .stack tr { border-bottom: 1px solid var(--line); padding: var(--s3) 0; }
          .stack td, .stack th { border: 0; padding: 0; text-align: left; overflow-wrap: anywhere; }
          .stack td[data-label] { display: flex; justify-content: space-between; gap: var(--s4); }
          .stack td[data-label]::before { content: attr(data-label); color: var(--quiet); font-size: var(--small); }
          .stack td:empty { display: none; }
          .stack tfoot tr { display: flex; flex-wrap: wrap; justify-content: space-between; }
          .stack tfoot td[data-label] { gap: var(--s2); }
          .stack tfoot td, .stack tfoot th { width: auto; }
        }
        """#
}
