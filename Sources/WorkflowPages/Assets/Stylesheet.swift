/// The one stylesheet, in parts. See the comment at its top for how it is used.
enum Stylesheet {
    static let parts = [base, layout, lists, forms, items, drawing, overview, print]

    static let base = #"""
        /* wf: one sheet for all pages.
         *
         * How it is used
         *  - Colours, spaces and sizes are the custom properties below. Write no other values: light,
         *    dark and print then follow by themselves.
         *  - One accent, the purple of Huế, for what can be done. Good, warning and bad are for due
         *    dates and refusals alone, and always stand beside a word and a sign.
         *  - Write plain HTML first: h1 to h3, p, ul, table, form, label, input, button have their
         *    looks without a class. Classes are for what HTML has no element for:
         *      .wide  the width of a page        .lead  the sentence under a heading
         *      .card  a white sheet on the page  .split  two columns, the second stays in view
         *      .rows > .row  a list of items     .status.is-bad  a due date in words
         *      .field  label, hint, fault, input .notice  something to know before going on
         *      .button .button.is-quiet .button.is-plain  links that look like buttons
         *      .facts  names and values          .table  a table that may be wider than the page
         *      .timeline  what happened          .empty  nothing here, and what to do about it
         *      .unseen  for screen readers only  .quiet .small .number
         *  - No inline styles, no scripts in pages: the content security policy refuses both.
         */
        :root {
          color-scheme: light dark;
          --paper: #f9f7f3; --sheet: #ffffff; --sunken: #f1eee8;
          --ink: #22201c; --quiet: #5d584f; --line: #dfdad0; --line-strong: #857e72;
          --accent: #5a3d85; --accent-strong: #412a66; --accent-soft: #f0eaf8; --on-accent: #ffffff;
          --bad: #a1261b; --bad-soft: #fcecea; --warning: #764a00; --warning-soft: #fdf2da;
          --good: #1d6738; --good-soft: #e7f4ea;
          --s1: .25rem; --s2: .5rem; --s3: .75rem; --s4: 1rem; --s5: 1.5rem; --s6: 2rem; --s7: 3rem;
          --small: .9rem; --h1: clamp(1.55rem, 1.2rem + 1.5vw, 2rem); --h2: 1.3rem; --h3: 1.08rem;
          --round: 10px;
          --shadow: 0 1px 2px rgb(50 40 20 / 6%), 0 4px 14px rgb(50 40 20 / 5%);
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #181716; --sheet: #22201f; --sunken: #2b2927;
            --ink: #ede9e2; --quiet: #b5aea2; --line: #3c3936; --line-strong: #8b8479;
            --accent: #c8b2f0; --accent-strong: #ddcff8; --accent-soft: #32294a;
            --on-accent: #21172f;
            --bad: #ffa194; --bad-soft: #43231f; --warning: #f2c463; --warning-soft: #3b2e13;
            --good: #93d6a7; --good-soft: #1d3626;
            --shadow: none;
          }
        }
        *, *::before, *::after { box-sizing: border-box; }
        [hidden] { display: none !important; }
        html { scroll-padding: 5rem 0 6rem; text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 1.0625rem/1.6 system-ui, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial,
            sans-serif;
          overflow-wrap: break-word;
        }
        /* what people type may be one long word, such as an address; cells of tables that are wider
           than the page keep theirs whole */
        h1, h2, h3, h4, .lead, .meta, .row, .back, .notice, .timeline, .facts, .files, .steps, .cannot,
        .board-table .what, .others, .month { overflow-wrap: anywhere; }
        h1, h2, h3 { line-height: 1.35; margin: 0; text-wrap: balance; font-weight: 650; }
        h1 { font-size: var(--h1); letter-spacing: -.01em; }
        h2 { font-size: var(--h2); margin: var(--s6) 0 var(--s3); }
        h3 { font-size: var(--h3); margin: var(--s5) 0 var(--s2); }
        p, ul, ol, dl, table { margin: 0 0 var(--s4); }
        ul, ol { padding-left: 1.4em; }
        a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
        a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
        main:focus { outline: none; }
        summary { cursor: pointer; }
        blockquote { margin: var(--s2) 0; padding-left: var(--s4); border-left: 3px solid var(--line); }
        code, kbd {
          font-family: ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono", monospace;
          font-size: .92em;
        }
        kbd {
          border: 1px solid var(--line-strong); border-bottom-width: 2px; border-radius: 5px;
          padding: 0 .4em; background: var(--sunken); white-space: nowrap;
        }
        mark { background: var(--warning-soft); color: inherit; border-radius: 3px; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: 650; padding-bottom: var(--s2); }
        th, td {
          text-align: left; vertical-align: top; padding: var(--s2) var(--s3) var(--s2) 0;
          border-bottom: 1px solid var(--line);
        }
        th { font-weight: 600; font-size: var(--small); color: var(--quiet); }
        tfoot td, tfoot th { border-bottom: 0; font-weight: 650; font-size: 1em; color: var(--ink); }
        .table { overflow-x: auto; }
        .table > table { margin-bottom: 0; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .quiet { color: var(--quiet); }
        .small { font-size: var(--small); }
        h1 + .card, h1 + .rows, h1 + .form, h1 + p:not(.lead), h1 + .notice, h1 + ul { margin-top: var(--s4); }
        .lead { color: var(--quiet); margin: var(--s1) 0 var(--s5); max-width: 44rem; }
        .unseen {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap;
        }
        .sign { font-style: normal; margin-right: .3em; }
        """#

    static let layout = #"""
        /* layout */
        .wide { max-width: 72rem; margin: 0 auto; padding: 0 var(--s5); }
        .skip {
          position: absolute; left: var(--s4); top: -6rem; z-index: 9; padding: var(--s2) var(--s4);
          background: var(--accent); color: var(--on-accent); border-radius: 0 0 8px 8px;
        }
        .skip:focus { top: 0; color: var(--on-accent); }
        .top { background: var(--sheet); border-bottom: 1px solid var(--line); }
        .top > .wide { display: flex; align-items: center; gap: var(--s3) var(--s5); min-height: 4rem; }
        .brand {
          display: flex; align-items: center; gap: var(--s2); font-weight: 700; color: var(--ink);
          text-decoration: none; white-space: nowrap; min-height: 2.75rem;
        }
        .brand:hover { color: var(--accent); }
        .brand img { width: 1.75rem; height: 1.75rem; }
        .places { flex: 1 0 auto; }
        .places ul { list-style: none; display: flex; margin: 0; padding: 0; gap: var(--s1); }
        .places a, .places summary, .me summary {
          display: flex; align-items: center; min-height: 2.75rem; padding: 0 .65rem;
          color: var(--ink); text-decoration: none; border-radius: 8px; white-space: nowrap;
        }
        .places a:hover, .places summary:hover, .me summary:hover { background: var(--sunken); }
        .places [aria-current] { color: var(--accent); font-weight: 650; background: var(--accent-soft); }
        .places .narrow { display: none; }
        .more, .me { position: relative; }
        .more > summary, .me > summary { list-style: none; gap: .4em; }
        .more > summary::-webkit-details-marker, .me > summary::-webkit-details-marker { display: none; }
        .more > summary::after, .me > summary::after {
          content: ""; width: .45em; height: .45em; border: solid currentcolor;
          border-width: 0 2px 2px 0; transform: translateY(-.15em) rotate(45deg);
        }
        .me { flex: 0 1 auto; min-width: 0; }
        .me summary span { overflow: hidden; text-overflow: ellipsis; max-width: 9.5rem; }
        .top > .wide > [hreflang] { margin-left: auto; }
        .menu {
          position: absolute; right: 0; top: calc(100% + .35rem); z-index: 5; min-width: 15rem;
          padding: var(--s2); background: var(--sheet); border: 1px solid var(--line);
          border-radius: var(--round); box-shadow: var(--shadow), 0 12px 32px rgb(20 10 40 / 14%);
        }
        .places .menu ul, .menu ul { display: block; list-style: none; margin: 0; padding: 0; }
        .more .menu { left: 0; right: auto; }
        .menu a, .menu button {
          display: flex; align-items: center; width: 100%; min-height: 2.75rem; padding: 0 var(--s3);
          color: var(--ink); text-decoration: none; border-radius: 6px; border: 0; background: none;
          font: inherit; text-align: left; cursor: pointer;
        }
        .menu a:hover, .menu button:hover { background: var(--sunken); color: var(--ink); }
        .menu .who { padding: var(--s2) var(--s3) var(--s3); line-height: 1.4; }
        .menu form { margin: 0; }
        .find { flex: 0 1 9rem; min-width: 5rem; margin: 0; }
        .top .find input { width: 100%; background: var(--paper); }
        main.wide { padding-top: var(--s6); padding-bottom: var(--s7); }
        .foot { border-top: 1px solid var(--line); color: var(--quiet); font-size: var(--small); }
        .foot > .wide {
          display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s5); padding-top: var(--s4);
          padding-bottom: var(--s5);
        }
        .foot a { display: inline-block; padding: .4em 0; }
        .foot button { padding: 0; }
        .back { display: inline-flex; align-items: center; min-height: 2.25rem; margin-bottom: var(--s2); }
        .card {
          background: var(--sheet); border: 1px solid var(--line); border-radius: var(--round);
          padding: var(--s5); margin: 0 0 var(--s5); box-shadow: var(--shadow);
        }
        .card > h2:first-child, .card > h3:first-child { margin-top: 0; }
        .card > :last-child { margin-bottom: 0; }
        .gate { max-width: 28rem; margin: var(--s5) auto var(--s6); padding: var(--s6); }
        .gate h1 { margin-bottom: var(--s4); font-size: 1.5rem; }
        .gate .submit > :first-child { flex: 1; }
        .account h2 { margin-top: var(--s6); }
        .account .card h2 { margin-top: 0; }
        .account .facts form { display: flex; flex-wrap: wrap; gap: var(--s2); white-space: normal; }
        .account [aria-pressed=true] { border-color: var(--accent); background: var(--accent-soft); }
        .secret { display: block; padding: var(--s3); background: var(--sheet); border-radius: 6px; overflow-wrap: anywhere; }
        .split { display: grid; gap: 0 var(--s6); }
        .notice {
          border: 1px solid var(--line); border-left: 5px solid var(--accent); background: var(--sheet);
          border-radius: 6px; padding: var(--s4) var(--s5); margin: 0 0 var(--s5);
        }
        .notice > :last-child { margin-bottom: 0; }
        .notice h2 { margin: 0 0 var(--s2); font-size: var(--h3); }
        .notice.is-good { border-left-color: var(--good); background: var(--good-soft); }
        .notice.is-bad { border-left-color: var(--bad); background: var(--bad-soft); }
        .notice.is-warning { border-left-color: var(--warning); background: var(--warning-soft); }
        .notice ul { margin-bottom: var(--s2); }
        .said { white-space: pre-line; margin-bottom: var(--s1); }
        .empty { text-align: center; padding: var(--s7) var(--s5); color: var(--quiet); }
        .empty h2 { color: var(--ink); margin: 0 0 var(--s2); }
        .empty p { max-width: 34rem; margin-inline: auto; }
        .changed {
          position: fixed; z-index: 8; left: 50%; bottom: var(--s5); transform: translateX(-50%);
          display: flex; align-items: center; gap: var(--s4); padding: var(--s2) var(--s2) var(--s2) var(--s4);
          max-width: calc(100vw - 2rem); background: var(--ink); color: var(--paper); border-radius: 99px;
          box-shadow: 0 8px 28px rgb(0 0 0 / 25%);
        }
        dialog {
          border: 1px solid var(--line); border-radius: 14px; padding: var(--s5); max-width: 32rem;
          width: calc(100vw - 2rem); background: var(--sheet); color: var(--ink);
          box-shadow: 0 24px 64px rgb(10 5 30 / 30%);
        }
        dialog::backdrop { background: rgb(20 14 30 / 45%); }
        @media (min-width: 60rem) {
          .split { grid-template-columns: minmax(0, 1fr) 21rem; align-items: start; }
          .split > .aside { grid-column: 2; grid-row: 1 / span 99; }
          .split > .body { grid-column: 1; }
        }
        @media (max-width: 71.9rem) { .find { display: none; } .places .narrow { display: block; } }
        @media (max-width: 59.9rem) {
          .wide { padding: 0 var(--s4); }
          body { padding-bottom: 4.25rem; }
          .top > .wide { justify-content: space-between; min-height: 3.5rem; }
          main.wide { padding-top: var(--s5); }
          .places {
            position: fixed; z-index: 7; left: 0; right: 0; bottom: 0; background: var(--sheet);
            border-top: 1px solid var(--line); padding-bottom: env(safe-area-inset-bottom);
          }
          .places > ul { justify-content: space-around; max-width: 34rem; margin: 0 auto; gap: 0; }
          .places > ul > li { flex: 1; }
          .places > ul > li > a, .places > ul > li > details > summary {
            justify-content: center; min-height: 3.5rem; padding: 0 var(--s1); border-radius: 0;
            font-size: var(--small);
          }
          .places > ul > li > [aria-current] { background: none; box-shadow: inset 0 3px var(--accent); }
          .places > ul > li > details > .is-below { color: var(--accent); font-weight: 650; box-shadow: inset 0 3px var(--accent); }
          .places .broad { display: none; }
          .more .menu { left: auto; right: var(--s2); top: auto; bottom: calc(100% + .5rem); }
          .card, .gate { padding: var(--s4); }
          .gate { margin-top: 0; }
          .changed { bottom: 5rem; }
        }
        @media (prefers-reduced-motion: no-preference) {
          a, button, .button, summary { transition: background-color .12s, color .12s; }
        }
        """#
}
