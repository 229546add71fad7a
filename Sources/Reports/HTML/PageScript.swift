/// The page's script: it filters, opens and closes what is there, and writes the details of an opened case.
///
/// It only makes elements and text nodes, never markup, and computes no number.
enum PageScript {
  static let source = #"""
    "use strict";
    (() => {
      const find = (selector) => document.querySelector(selector);
      const findAll = (selector) => Array.from(document.querySelectorAll(selector));
      const records = JSON.parse(find("#case-records").textContent);
      const form = find("#filters");
      const rows = findAll("details.case");
      const openAtMost = 200;
      document.documentElement.classList.add("js");

      const element = (name, className, ...children) => {
        const made = document.createElement(name);
        if (className) made.className = className;
        made.append(...children.filter((child) => child !== null && child !== ""));
        return made;
      };

      // One of several panels at a time.
      for (const choice of findAll("select[data-panels]")) {
        const panels = Array.from(document.getElementById(choice.dataset.panels).children);
        const show = () => panels.forEach((panel, index) => { panel.hidden = index !== Number(choice.value); });
        choice.addEventListener("change", show);
        show();
      }

      // What an opened case shows.
      const title = (text) => element("h4", "", text);
      const block = (text) => element("pre", "", text);

      const call = (made) => {
        const shown = made.shownAs ? element("span", "muted", " shown as " + made.shownAs) : null;
        const list = (name, texts) => element("ul", name, ...texts.map((text) => element("li", "", text)));
        return element("div", "call" + (made.fits ? "" : " unfit"),
          element("p", "", element("code", "name", made.tool), shown), block(made.arguments),
          made.wrong.length ? list("wrong", made.wrong) : null,
          made.uncounted.length ? element("p", "muted", "Arguments do not count here, judged by tools:") : null,
          made.uncounted.length ? list("notes", made.uncounted) : null);
      };

      const way = (trials) => {
        const mark = { good: "✓ ", bad: "✗ ", open: "! " }[trials.tone];
        const head = element("p", "outcome",
          element("span", "badge " + trials.tone, mark + trials.outcome),
          element("span", "muted", " repeat " + trials.repeats + (trials.margin ? " · " + trials.margin : "")));
        const reasons = trials.why.map(([outcome, text]) =>
          element("p", "reason", outcome === trials.outcome ? null : element("code", "", outcome),
            outcome === trials.outcome ? "" : " ", text));
        return element("div", "way", head, ...reasons,
          trials.failure ? element("p", "reason", trials.failure) : null,
          trials.argumentsUnjudged ? element("p", "muted", "Arguments not judged.") : null,
          ...trials.calls.map(call),
          trials.calls.length || trials.failure ? null : element("p", "muted", "No call."),
          trials.text ? element("blockquote", "", trials.text) : null);
      };

      const armOf = (ways, index) => {
        const [variant, model] = records.arms[index];
        const content = ways.length ? ways.map(way) : [element("p", "muted", "Not asked, or no answer was kept.")];
        return element("section", "arm", element("h5", "", variant, element("span", "muted", " " + model)), ...content);
      };

      const line = ([role, text]) => element("p", "line", element("span", "role", role), element("span", "text", text));

      const fill = (row) => {
        const body = row.querySelector(".body");
        if (body.childElementCount) return;
        const detail = records.cases[Number(row.dataset.index)].detail;
        if (!detail) {
          body.append(element("p", "notice", "Left out to keep this page small; report.json has it."));
          return;
        }
        const prompts = detail.prompts.map((text) => line(["user", text]));
        const notes = element("ul", "notes", ...detail.notes.map((text) => element("li", "", text)));
        const link = element("a", "", "#");
        link.href = "#" + row.id;
        link.title = "Link to this case";
        body.append(
          element("div", "asked",
            element("div", "", title("Asked"), ...detail.said.map(line), ...prompts),
            element("div", "", title("Expected"), block(detail.expect), detail.notes.length ? notes : null,
              element("p", "muted", detail.at + " ", link))),
          element("div", "arms", ...detail.arms.map(armOf)));
      };

      for (const row of rows) {
        row.addEventListener("toggle", () => { if (row.open) fill(row); });
      }

      // Filters.
      const words = (value) => {
        if (typeof value === "string") return [value];
        return value && typeof value === "object" ? Object.values(value).flatMap(words) : [];
      };
      const texts = new Map();
      const textOf = (row) => {
        const index = Number(row.dataset.index);
        if (!texts.has(index)) {
          const record = records.cases[index];
          const all = [row.id.slice(5), row.querySelector("summary").textContent, ...words(record)];
          texts.set(index, all.join("\n").toLowerCase());
        }
        return texts.get(index);
      };

      const fitsOutcome = (record, wanted) => {
        if (!wanted.outcome && !wanted.variant && !wanted.model) return true;
        return record.outcomes.some((seen, index) => {
          const [variant, model] = records.arms[index];
          if (wanted.variant && variant !== wanted.variant) return false;
          if (wanted.model && model !== wanted.model) return false;
          if (wanted.outcome === "!") return seen.some((outcome) => outcome !== "correct");
          return wanted.outcome ? seen.includes(wanted.outcome) : seen.length > 0;
        });
      };

      const fits = (row, wanted) => {
        const record = records.cases[Number(row.dataset.index)];
        return (!wanted.flips || record.flip) && (!wanted.flaky || record.flaky)
          && (!wanted.tag || record.tags.includes(wanted.tag))
          && (!wanted.tool || record.tools.includes(wanted.tool)) && fitsOutcome(record, wanted)
          && wanted.text.every((word) => textOf(row).includes(word));
      };

      const value = (name) => (form.elements[name] ? form.elements[name].value : "");
      const checked = (name) => Boolean(form.elements[name] && form.elements[name].checked);
      const apply = () => {
        const wanted = {
          outcome: value("outcome"), variant: value("variant"), model: value("model"), tool: value("tool"),
          tag: value("tag"), flips: checked("flips"), flaky: checked("flaky"),
          text: value("text").toLowerCase().split(/\s+/).filter(Boolean),
        };
        for (const row of rows) row.hidden = !fits(row, wanted);
        count();
      };

      const shown = () => rows.filter((row) => !row.hidden);
      const count = () => {
        const number = shown().length;
        const [some, all] = [number, rows.length].map((part) => part.toLocaleString("en"));
        find("#count").textContent = some + " of " + all + (rows.length === 1 ? " case" : " cases");
        find("#none-shown").hidden = number > 0;
      };

      let waiting = 0;
      form.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(apply, 120);
      });
      form.addEventListener("reset", () => setTimeout(apply));
      form.addEventListener("submit", (event) => event.preventDefault());
      find("#open-all").addEventListener("click", () => {
        const opened = shown().slice(0, openAtMost);
        for (const row of opened) row.open = true;
        if (shown().length > opened.length) find("#count").textContent += ", the first " + openAtMost + " opened";
      });
      find("#close-all").addEventListener("click", () => { for (const row of rows) row.open = false; });

      // Links to a case open it, whatever the filters hide.
      const follow = () => {
        const id = location.hash.slice(1);
        const row = document.getElementById(id) || document.getElementById("case-" + id);
        if (!row || !row.matches("details.case")) return;
        row.hidden = false;
        row.open = true;
        row.scrollIntoView({ block: "start" });
      };
      window.addEventListener("hashchange", follow);

      apply();
      follow();
    })();

    """#
}
