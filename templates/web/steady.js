// Makes the pages quicker where there is JavaScript: the body to tap, and what is logged without a network.
"use strict";

const base = new URL("./", document.currentScript.src).pathname;
const sheet = document.body.dataset;
const find = (what) => document.querySelector(what);

// The body to tap: a tap chooses the area and its side, a tap on the button at the thumb logs it.

const log = find("form.log");
const chosen = () => {
  const area = log.querySelector("input[name=area]:checked");
  const side = log.querySelector("input[name=side]:checked");
  return { area: area?.value, side: side?.value, words: area?.nextElementSibling.textContent };
};

const showChosen = () => {
  const { area, side, words } = chosen();
  const both = side === "both";
  log.querySelector(".chosen").textContent = area ? `: ${side && !both ? `${side} ` : ""}${words}${both ? ", both sides" : ""}` : "";
  for (const link of document.querySelectorAll(".tap a")) {
    const place = new URLSearchParams(link.getAttribute("href").split("?")[1]);
    const isSide = !side || both || !place.has("side") || place.get("side") === side;
    link.classList.toggle("on", place.get("area") === area && isSide);
  }
};

if (log) {
  log.addEventListener("change", showChosen);
  find(".tap")?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const place = new URLSearchParams(link.getAttribute("href").split("?")[1]);
    for (const box of log.querySelectorAll("input[name=area], input[name=side]")) {
      box.checked = box.value === place.get(box.name);
      if (box.checked) box.closest("details")?.setAttribute("open", "");
    }
    showChosen();
  });
}

// What waits on this phone

const ask = async (question) => {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const line = new MessageChannel();
    line.port1.onmessage = (event) => resolve(event.data);
    active.postMessage(question, [line.port2]);
  });
};

const make = (name, text, values = {}) => Object.assign(document.createElement(name), { textContent: text, ...values });

const words = ({ path, fields }) => {
  const said = new Map(fields);
  const again = (said.get("again") || "").split(".");
  const [area, side] = [said.get("area") || again[0], said.get("side") || again[1]];
  const where = [side, area].filter(Boolean).join(" ").replaceAll("_", " ");
  if (path === "check-in") return "A check-in";
  return path === "symptom" ? `A symptom: ${(said.get("name") || "").replaceAll("_", " ")} ${where}` : `A twitch: ${where}`;
};

const showWaiting = (list, state) => {
  list.replaceChildren(...state.waiting.map((item) => {
    const row = make("li", "", { className: "card" });
    const made = new Date(item.made).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const discard = make("button", "Discard", { className: "second", type: "button" });
    discard.setAttribute("aria-label", `Discard: ${words(item)}, ${made}`);
    discard.addEventListener("click", () => ask({ ask: "discard", id: item.id }));
    row.append(make("strong", words(item)), make("p", made, { className: "hint" }));
    if (item.fault) row.append(make("p", item.fault, { className: "fault" }));
    row.append(discard);
    return row;
  }));
  find("#send").hidden = !state.waiting.length;
  find("#nothing").hidden = state.waiting.length + state.others > 0;
};

const show = async () => {
  const state = await ask({ ask: "state" });
  if (!state) return;
  if (state.sent.length) ask({ ask: "shown", places: state.sent.map(({ place }) => place) });
  const isHere = ({ place }) => !isShell && new URL(place, location).href === location.href;
  const grave = state.sent.filter(({ level }) => level === "emergency" || level === "urgent");
  if (grave.length && !grave.some(isHere)) return location.assign(grave[0].place);
  const news = state.sent.filter((one) => !isHere(one));
  const banner = find("#waiting");
  const count = state.waiting.length + state.others;
  const many = count === 1 ? "1 log waits" : `${count} logs wait`;
  banner.replaceChildren();
  if (news.length) banner.append(make("p", news.length === 1 ? "1 log was sent. " : `${news.length} logs were sent. `), make("a", "See it", { href: news.at(-1).place }));
  if (count) banner.append(make("p", state.isSignedIn ? `${many} on this phone. ` : `${many} on this phone. Sign in to send. `));
  if (count && !state.isSignedIn) banner.append(make("a", "Sign in", { href: `${base}sign-in` }));
  if (count && state.isSignedIn && !find("#list")) banner.append(make("a", "See what waits", { href: `${base}waiting` }));
  banner.hidden = !banner.childNodes.length;
  if (find("#list")) showWaiting(find("#list"), state);
};

const fillShell = async () => {
  const token = await ask({ ask: "token" });
  for (const form of document.querySelectorAll("form.kept")) {
    if (token) {
      form.csrf.value = token.csrf;
      form.key.value = token.key;
    }
    form.querySelector(".dock button").disabled = !token;
    form.querySelector(".nobody").hidden = Boolean(token);
  }
};

const isShell = sheet.shell !== undefined;
const main = async () => {
  if (sheet.owner) await navigator.serviceWorker.register(`${base}service-worker.js`);
  else if (!(await navigator.serviceWorker.getRegistration(base))) return;
  if (sheet.owner !== undefined) await ask({ ask: "seen", owner: sheet.owner || null, csrf: sheet.csrf });
  navigator.serviceWorker.addEventListener("message", show);
  addEventListener("online", () => ask({ ask: "send" }));
  find("#send")?.addEventListener("click", () => ask({ ask: "send" }).then(show));
  if (isShell) await fillShell();
  await show();
  await ask({ ask: "send" });
};

if ("serviceWorker" in navigator && "locks" in navigator) main();
