// Keeps what is logged without a network, and sends it once when the network is back. docs/pages.md tells how.
"use strict";

const VERSION = "@version@";
const BASE = new URL("./", self.location).pathname;
const FORMS = ["log", "symptom", "check-in"];
const SHELL = [
  ...FORMS.map((name) => `offline/${name}`),
  "waiting", `style.css?v=${VERSION}`, `steady.js?v=${VERSION}`, "icon.svg", "manifest.webmanifest",
].map((path) => BASE + path);
const PATIENCE = { page: 6000, send: 10000 };
const TAG = "steady-queue";
const FORMS_KEPT = 20;
const GRAVE = ["emergency", "urgent"];

// Three stores: what waits, whose form each form token is, and who is signed in.
const database = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open("steady", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("queue", { keyPath: "id" });
    opening.result.createObjectStore("forms", { keyPath: "csrf" });
    opening.result.createObjectStore("state", { keyPath: "name" });
  };
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});

const inStore = async (store, work) => {
  const opened = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, "readwrite");
      const asked = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    opened.close();
  }
};
const put = (store, value) => inStore(store, (at) => at.put(value));
const read = (store, key) => inStore(store, (at) => at.get(key));
const all = (store) => inStore(store, (at) => at.getAll());
const remove = (store, key) => inStore(store, (at) => at.delete(key));

const within = (limit, promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error("no answer yet")), limit)),
]);

const tell = async (message) => {
  for (const client of await self.clients.matchAll()) client.postMessage(message);
};

// A moment with the offset of this phone: 2026-11-24T19:30:00+01:00.
const stamp = (milliseconds) => {
  const at = new Date(milliseconds);
  const away = -at.getTimezoneOffset();
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const local = new Date(milliseconds + away * 60000).toISOString().slice(0, 19);
  return `${local}${away < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
};

// Who is signed in

const seen = async ({ owner, csrf }) => {
  await put("state", { name: "session", owner });
  if (!owner || !csrf) return;
  await put("forms", { csrf, owner, at: Date.now() });
  const known = (await all("forms")).sort((one, other) => other.at - one.at);
  for (const old of known.slice(FORMS_KEPT)) await remove("forms", old.csrf);
};

const signedIn = async () => (await read("state", "session"))?.owner || null;

// A token for the forms of the shell: made here, so that no other site can send a form in a person's name.
const shellToken = async () => {
  const owner = await signedIn();
  if (!owner) return null;
  const csrf = `offline-${crypto.randomUUID()}`;
  await put("forms", { csrf, owner, at: Date.now() });
  return { csrf, key: crypto.randomUUID() };
};

// Sending

// What was sent of a person and no page has shown yet.
const unseen = async (owner) => {
  const kept = await read("state", "sent");
  return kept && kept.owner === owner ? kept.sent : [];
};

const send = (path, fields, csrf) => within(PATIENCE.send, fetch(BASE + path, {
  method: "POST",
  body: new URLSearchParams([...fields, ["csrf", csrf]]),
  headers: { "Steady-Worker": "1" },
  credentials: "same-origin",
  redirect: "manual",
}));

const leadsTo = (answer) => (answer.status === 200 ? answer.headers.get("Location") : null);
const isSignIn = (place) => place === `${BASE}sign-in`;

const faultIn = async (answer) => {
  const found = /role="alert">([\s\S]*?)<\/div>/.exec(await answer.text());
  const said = (found ? found[1] : "").replace(/<h2>[\s\S]*?<\/h2>/, "").replace(/<[^>]*>/g, " ");
  return said.replace(/&[#\w]+;/g, "").replace(/\s+/g, " ").trim();
};

const sendOne = async (item, token) => {
  const own = item.fields.some(([name]) => name === "when");
  const ahead = token.now - Date.now();
  const when = stamp(item.made + (Math.abs(ahead) > 90000 ? ahead : 0));
  const answer = await send(item.path, own ? item.fields : [...item.fields, ["when", when]], token.csrf);
  // The first try went out without a time. Where it did arrive, only the same words are the same entry.
  if (answer.status === 422 && item.tried && !own) return send(item.path, item.fields, token.csrf);
  return answer;
};

const formToken = async () => {
  const answer = await within(PATIENCE.send, fetch(`${BASE}form-token`, { credentials: "same-origin", cache: "no-store" }));
  return answer.ok ? answer.json() : null;
};

const sendAll = async () => {
  const token = await formToken();
  if (!token) return [];
  await seen(token);
  const mine = (await all("queue")).filter((item) => item.owner === token.owner && !item.fault);
  const sent = [];
  for (const item of mine.sort((one, other) => one.made - other.made)) {
    const answer = await sendOne(item, token);
    const place = leadsTo(answer);
    if (place && !isSignIn(place)) {
      sent.push({ place, level: answer.headers.get("Steady-Level") });
      // Written down one by one: the network may be gone before the next.
      await put("state", { name: "sent", owner: token.owner, sent: [...(await unseen(token.owner)), sent.at(-1)] });
      await remove("queue", item.id);
    } else if (answer.status === 422) {
      await put("queue", { ...item, fault: (await faultIn(answer)) || "It was not accepted." });
    } else {
      break;
    }
  }
  return sent;
};

// Sends what waits, and answers what went out.
const flush = () => navigator.locks.request(TAG, async () => {
  const before = JSON.stringify(await all("queue"));
  if (before === "[]") return [];
  try {
    return await sendAll();
  } finally {
    if (JSON.stringify(await all("queue")) !== before) await tell({ say: "changed" });
  }
});

// Keeping

const keep = async (path, fields, owner, tried) => {
  const key = fields.find(([name]) => name === "key")?.[1] || crypto.randomUUID();
  const before = await read("queue", key);
  const isOther = before && JSON.stringify(before.fields) !== JSON.stringify(fields);
  const id = isOther ? crypto.randomUUID() : key;
  const rest = fields.filter(([name]) => name !== "key");
  await put("queue", { id, owner, path, fields: [...rest, ["key", id]], made: before && !isOther ? before.made : Date.now(), tried });
  try {
    await self.registration.sync.register(TAG);
  } catch {
    // Where there is no background sync, the next page that opens sends.
  }
  await tell({ say: "changed" });
};

const post = async (request, path) => {
  const given = [...(await request.clone().formData())].filter(([, value]) => typeof value === "string");
  const csrf = given.find(([name]) => name === "csrf")?.[1];
  const form = csrf ? await read("forms", csrf) : undefined;
  // A form that no page of ours made goes its own way and is never kept.
  if (!form) return fetch(request);
  const fields = given.filter(([name, value]) => name !== "csrf" && value !== "");
  let answer = null;
  if (!csrf.startsWith("offline-")) {
    try {
      answer = await send(path, fields, csrf);
    } catch {
      answer = null;
    }
    const place = answer && leadsTo(answer);
    if (place && !isSignIn(place)) return Response.redirect(new URL(place, self.location), 303);
    if (answer && !place && answer.status !== 403 && answer.status < 500) return answer;
  }
  await keep(path, fields, form.owner, Boolean(csrf && !csrf.startsWith("offline-")));
  // What a form out of date said is sent again with a fresh one; where nobody is signed in, that comes first.
  const own = await flush().catch(() => []);
  const [left] = (await all("queue")).filter((item) => item.owner === form.owner);
  // Another may have sent it meanwhile, such as the page that asks for it.
  const sent = own.length ? own : await unseen(form.owner);
  if (!left && sent.length) {
    const shown = sent.find(({ level }) => GRAVE.includes(level)) || sent.at(-1);
    return Response.redirect(new URL(shown.place, self.location), 303);
  }
  return Response.redirect(new URL(`${BASE}waiting?kept`, self.location), 303);
};

// Pages

const page = async (request, path) => {
  const shell = FORMS.includes(path) ? `offline/${path}` : path === "" ? "offline/log" : "waiting";
  try {
    return await (FORMS.includes(path) ? within(PATIENCE.page, fetch(request)) : fetch(request));
  } catch (error) {
    const kept = await caches.match(BASE + shell);
    if (!kept) throw error;
    return kept;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || !url.pathname.startsWith(BASE)) return;
  const path = url.pathname.slice(BASE.length);
  if (request.mode !== "navigate") {
    if (request.method === "GET" && SHELL.includes(url.pathname + url.search)) {
      event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
    }
  } else if (request.method === "POST" && FORMS.includes(path)) {
    event.respondWith(post(request, path));
  } else if (request.method === "GET") {
    event.respondWith(page(request, path));
  }
});

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(SHELL)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("sync", (event) => {
  if (event.tag === TAG) event.waitUntil(flush());
});

// What a page asks

const answers = {
  seen,
  token: shellToken,
  send: () => flush(),
  discard: async ({ id }) => {
    const item = await read("queue", id);
    if (item && item.owner === (await signedIn())) await remove("queue", id);
    await tell({ say: "changed" });
  },
  // What waits of whoever is signed in; of others no more than how many, and only where nobody is.
  state: async () => {
    const owner = await signedIn();
    const waiting = await all("queue");
    return {
      waiting: waiting.filter((item) => item.owner === owner).sort((one, other) => one.made - other.made),
      others: owner ? 0 : waiting.length,
      isSignedIn: Boolean(owner),
      sent: await unseen(owner),
    };
  },
  // Kept until a page says so: one that is left while it asks has shown nothing.
  shown: async ({ places }) => {
    const owner = await signedIn();
    const left = (await unseen(owner)).filter(({ place }) => !places.includes(place));
    await put("state", { name: "sent", owner, sent: left });
  },
};

self.addEventListener("message", (event) => {
  const answer = answers[event.data?.ask];
  if (!answer) return;
  event.waitUntil(answer(event.data).then(
    (found) => event.ports[0]?.postMessage(found ?? null),
    () => event.ports[0]?.postMessage(null),
  ));
});
