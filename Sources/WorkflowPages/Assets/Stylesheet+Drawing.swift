extension Stylesheet {
    static let drawing = #"""
        /* overview: the drawing of a workflow */
        .drawing { margin: 0 0 var(--s5); overflow-x: visible; container-type: inline-size; }
        .drawing svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        .drawing-wide { display: none !important; }
        .drawing text { font-size: 12px; fill: var(--ink); }
        .drawing .drawing-title { font-size: 13px; font-weight: 650; }
        .drawing .drawing-name { font-weight: 650; fill: var(--quiet); }
        .drawing .drawing-label.is-optional { fill: var(--quiet); }
        .drawing .drawing-badge { font-weight: 650; fill: var(--accent); }
        .drawing-card > rect { fill: var(--sheet); stroke: var(--line-strong); }
        .drawing-card.is-idle > rect, .drawing-card.is-exit > rect { fill: var(--sunken); stroke: var(--line); }
        .drawing-card.is-end > rect { fill: var(--sunken); }
        .drawing-card.is-passed > rect { stroke: var(--good); fill: var(--good-soft); }
        .drawing-card.is-active > rect { stroke: var(--accent); stroke-width: 2.5; fill: var(--accent-soft); }
        .drawing-card.is-ahead > rect { stroke: var(--line-strong); }
        .drawing-card.is-ahead .drawing-title { font-weight: 500; }
        .drawing-frame > rect { fill: var(--sunken); fill-opacity: .45; stroke: var(--line); }
        .drawing-frame.is-region > rect { stroke-dasharray: 6 4; stroke: var(--line-strong); }
        .drawing-frame.is-active > rect { stroke: var(--accent); }
        .drawing-sign { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
        .is-passed .drawing-sign { stroke: var(--good); stroke-width: 2.2; }
        .is-active .drawing-sign { stroke: var(--accent); fill: var(--accent); }
        .drawing-clock { fill: none; stroke: var(--warning); stroke-width: 1.4; }
        .drawing-arrow { fill: none; stroke: var(--line-strong); stroke-width: 1.4; }
        .drawing-arrow circle, .drawing-arrow .drawing-head { fill: var(--line-strong); stroke: none; }
        .drawing-arrow.is-optional > path:first-child { stroke-dasharray: 4 3; }
        .drawing-arrow.is-timed { stroke: var(--warning); }
        .drawing-arrow.is-timed circle, .drawing-arrow.is-timed .drawing-head { fill: var(--warning); }
        .drawing-arrow.is-taken { stroke: var(--good); stroke-width: 2.6; }
        .drawing-arrow.is-taken circle, .drawing-arrow.is-taken .drawing-head { fill: var(--good); }
        .drawing figcaption { margin-top: var(--s3); font-size: var(--small); }
        .drawing-legend { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s5); color: var(--quiet); margin: 0 0 var(--s2); }
        .drawing-words summary { padding: var(--s2) 0; }
        /* by the room there is, not by the window: beside other things it is narrower */
        @container (min-width: 54rem) {
          .drawing-wide { display: block !important; }
          .drawing-tall { display: none !important; }
        }
        @media print {
          .drawing-wide { display: block !important; }
          .drawing-tall { display: none !important; }
          /* with its heading and its legend on one page */
          .drawing svg { max-height: 205mm; }
          .drawing, section:has(> .drawing) { break-inside: avoid; }
          .drawing-card > rect, .drawing-frame > rect { fill: #fff !important; }
          .drawing-card.is-active > rect { stroke-width: 3.5; }
          .drawing-arrow.is-taken { stroke-width: 3.2; }
        }
        """#
}
