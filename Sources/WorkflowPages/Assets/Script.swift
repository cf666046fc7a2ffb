/// The one script. Every page works without it: it saves steps for those who have it.
///
/// Elements ask for what they want by attributes, so that no page needs a script of its own:
/// `data-confirm` (a question before a form is sent), `data-money` (digits grouped while typing),
/// `data-lines` (an estimate that adds itself up), `data-watch` (told when it changes),
/// `data-filter` (a list narrowed while typing).
enum Script {
    static let text = #"""
        "use strict";
        (() => {
          const all = (selector, from = document) => [...from.querySelectorAll(selector)];

          // Whole numbers, alone or in groups of three: 1.250.000, as they are written here. All else
          // is no number, and the server says so: a fraction must not become another amount.
          const plain = /^-?(\d+|\d{1,3}([.\s]\d{3})+)$/;
          const number = (value) => {
            const typed = String(value).trim();
            if (!plain.test(typed)) return null;
            const whole = Number(typed.replace(/[.\s]/g, ""));
            return Number.isSafeInteger(whole) ? whole : null;
          };
          const grouped = (value) =>
            String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ".");

          // What stood in an input before it was changed, and whether all points in it came from here.
          const before = new WeakMap();
          document.addEventListener("focusin", (event) => {
            const input = event.target;
            if (input.matches("[data-money]")) before.set(input, { text: input.value, own: false });
          });
          const bare = (value) => value.replace(/[.\s]/g, "");
          const difference = (old, value) => {
            const most = Math.min(old.length, value.length);
            let head = 0, tail = 0;
            while (head < most && old[head] === value[head]) head++;
            while (tail < most - head && old.at(-1 - tail) === value.at(-1 - tail)) tail++;
            return {
              head: value.slice(0, head), tail: value.slice(value.length - tail),
              removed: old.slice(head, old.length - tail),
              added: value.slice(head, value.length - tail),
            };
          };
          const keepGrouped = (input) => {
            const value = input.value;
            const old = before.get(input) ?? { text: "", own: true };
            const { head, tail, removed, added } = difference(old.text, value);
            const write = (text, place) => {
              input.value = text;
              if (document.activeElement === input) input.setSelectionRange(place, place);
            };
            // Digits typed into a number, or taken out of it, move its groups: 1.250 and 5 are 12.505.
            const isMoved = number(old.text) !== null
              && (added === "" || (removed === "" && /^\d+$/.test(added)));
            const whole = number(value) ?? (isMoved ? number(bare(value)) : null);
            let own = false;
            if (whole !== null) {
              own = isMoved ? old.own : !/[.\s]/.test(value.trim());
              const after = value.length - input.selectionStart;
              const text = grouped(whole);
              write(text, after ? Math.max(0, text.length - after) : text.length);
            } else if (old.own && removed === "") {
              // No number after all: as it was typed.
              write(bare(head) + added + bare(tail), bare(head).length + added.length);
            }
            before.set(input, { text: input.value, own });
          };
          document.addEventListener("input", (event) => {
            // Not in the middle of a letter being put together (Unikey, Telex).
            if (event.isComposing) return;
            if (event.target.matches("[data-money]")) keepGrouped(event.target);
            const lines = event.target.closest("[data-lines]");
            if (lines) addUp(lines);
          });

          // An estimate adds itself up, and offers its total to the one amount that asks for it.
          const typed = new WeakSet();
          document.addEventListener("input", (event) => {
            if (event.isTrusted && event.target.matches("[data-total]")) typed.add(event.target);
          });
          function addUp(table, quietly) {
            // Nothing where one figure is no number: a sum of the others would be another amount.
            let total = 0;
            for (const row of all("tbody tr", table)) {
              const factors = all("[data-factor]", row);
              const [quantity, price] = factors.map((input) => number(input.value));
              const amount = quantity !== null && price !== null ? quantity * price : 0;
              const cell = row.querySelector("[data-amount]");
              if (cell) cell.textContent = amount ? grouped(amount) : "";
              const isWrong = factors.some((input) =>
                input.value.trim() && number(input.value) === null);
              total = isWrong || total === null ? null : total + amount;
            }
            const sum = table.querySelector("[data-sum]");
            if (sum) sum.textContent = total === null ? "" : grouped(total);
            if (quietly) return;
            for (const input of all("[data-total]", table.closest("form") ?? document)) {
              if (!typed.has(input)) input.value = total ? grouped(total) : "";
            }
          }
          for (const table of all("[data-lines]")) {
            addUp(table, true);
            const add = table.closest("fieldset")?.querySelector("[data-add]");
            if (!add) continue;
            add.hidden = false;
            add.addEventListener("click", () => {
              const rows = all("tbody tr", table);
              const row = rows[rows.length - 1].cloneNode(true);
              for (const input of all("input", row)) {
                input.value = "";
                input.name = input.name.replace(/\.\d+\./, `.${rows.length}.`);
                const label = input.getAttribute("aria-label");
                if (label) input.setAttribute("aria-label", label.replace(/\d+$/, rows.length + 1));
              }
              for (const cell of all("[data-amount]", row)) cell.textContent = "";
              rows[rows.length - 1].after(row);
              row.querySelector("input").focus();
            });
          }

          // A form is sent once; a question is asked first where it wants one.
          document.addEventListener("submit", (event) => {
            const form = event.target;
            if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
              event.preventDefault();
              return;
            }
            if (form.method === "post") {
              if (form.dataset.sent) { event.preventDefault(); return; }
              form.dataset.sent = "yes";
            }
          });
          window.addEventListener("pageshow", () => {
            for (const form of all("form[data-sent]")) delete form.dataset.sent;
          });

          // A list narrowed while typing, with or without marks.
          const fold = (value) => value.normalize("NFD").replace(/\p{M}/gu, "")
            .replace(/[đĐ]/g, "d").toLowerCase();
          for (const input of all("[data-filter]")) {
            const list = document.getElementById(input.dataset.filter);
            if (!list) continue;
            input.closest(".field, form")?.removeAttribute("hidden");
            input.addEventListener("input", (event) => {
              if (event.isComposing) return;
              const words = fold(input.value).split(/\s+/).filter(Boolean);
              for (const entry of list.children) {
                const content = fold(entry.textContent);
                entry.hidden = !words.every((word) => content.includes(word));
              }
            });
          }

          // Menus close when one looks elsewhere.
          document.addEventListener("click", (event) => {
            for (const menu of all("details.more[open], details.me[open]")) {
              if (!menu.contains(event.target)) menu.open = false;
            }
          });

          // Told of changes as they happen. What is being typed is never taken away: the reader
          // decides when the page is read again.
          const bar = document.getElementById("changed");
          const watch = document.querySelector("[data-watch]")?.dataset;
          if (bar && watch && "EventSource" in window) {
            bar.querySelector("button").addEventListener("click", () => location.reload());
            // Whatever its type, those to come too; and what happened while the page was on its way or
            // nobody looked at it.
            const wanted = new URLSearchParams({ untyped: "true", after: watch.since });
            if (watch.watch) wanted.set("item", watch.watch);
            let source = null;
            const leave = () => { source?.close(); source = null; };
            const tell = () => { leave(); bar.hidden = false; };
            // A page nobody looks at costs the server nothing, nor one that said it is old.
            const follow = () => {
              if (document.hidden) { leave(); return; }
              if (source || !bar.hidden) return;
              source = new EventSource("/api/v1/changes?" + wanted);
              source.onmessage = tell;
              source.addEventListener("reset", tell);
            };
            document.addEventListener("visibilitychange", follow);
            window.addEventListener("pagehide", leave);
            window.addEventListener("pageshow", follow);
          }

          // Keys. Never a letter alone: that is how Vietnamese is typed.
          const help = document.getElementById("keys");
          for (const button of all("[data-keys]")) {
            button.hidden = false;
            button.addEventListener("click", () => help?.showModal());
          }
          const rows = () => all(".row h3 a").filter((link) => link.offsetParent !== null);
          const go = { 1: "/", 2: "/items", 3: "/board", 4: "/calendar", 5: "/overdue" };
          document.addEventListener("keydown", (event) => {
            if (event.isComposing) return;
            if (event.key === "Escape") {
              const open = document.querySelector("details.more[open], details.me[open]");
              if (open) { open.open = false; open.querySelector("summary").focus(); }
              return;
            }
            const isTyping = event.target.matches("input, textarea, select");
            if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && isTyping) {
              const form = event.target.form;
              if (form) { event.preventDefault(); form.requestSubmit(); }
              return;
            }
            if (event.altKey && !event.ctrlKey && !event.metaKey) {
              if (event.code.startsWith("Digit") && go[event.code.slice(5)]) {
                event.preventDefault();
                location.assign(go[event.code.slice(5)]);
              } else if (event.code === "KeyK") {
                event.preventDefault();
                const find = document.querySelector(".find input");
                if (find && find.offsetParent !== null) find.focus(); else location.assign("/search");
              } else if (event.code === "KeyH") {
                event.preventDefault();
                help?.showModal();
              }
              return;
            }
            if (isTyping || help?.open) return;
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              const links = rows();
              const here = links.indexOf(document.activeElement);
              if (here < 0) return;
              const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
              if (next) { event.preventDefault(); next.focus(); }
            }
          });
        })();

        """#
}
