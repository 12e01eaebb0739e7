// SPDX-License-Identifier: LGPL-2.1-or-later
// The search box.  searchIndex is a list of { name, url, about }.

"use strict";

const MOST = 30;

// How well an entry fits; 0: not at all.
function score(entry, query, words) {
  const name = entry.name.toLowerCase();
  const short = name.replace(/^guestfs_/, "");
  const text = name + " " + entry.about.toLowerCase();

  if (name === query || short === query) return 4;
  if (short.startsWith(query)) return 3;
  if (name.includes(query)) return 2;
  return words.every((word) => text.includes(word)) ? 1 : 0;
}

function search(text) {
  const query = text.trim().toLowerCase().replace(/ /g, "_");
  const words = text.trim().toLowerCase().split(/\s+/);

  if (query === "") return [];
  return searchIndex
    .map((entry) => ({ entry, points: score(entry, query, words) }))
    .filter((found) => found.points > 0)
    .sort((a, b) => b.points - a.points || a.entry.name.length - b.entry.name.length)
    .slice(0, MOST)
    .map((found) => found.entry);
}

// Text is set as text: nothing of it is taken as HTML.
function line(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");

  link.href = entry.url;
  link.textContent = entry.name;
  item.append(link, entry.about === "" ? "" : " - " + entry.about);
  return item;
}

const form = document.getElementById("search");
const results = document.getElementById("results");

function show() {
  const found = search(form.q.value);

  results.replaceChildren(...found.map(line));
  if (found.length === 0 && form.q.value.trim() !== "")
    results.append("Nothing found.");
}

// A link is followed to another place of this page too: then the list goes.
results.addEventListener("click", () => setTimeout(() => results.replaceChildren()));
form.q.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  const [first] = search(form.q.value);

  event.preventDefault();
  if (first) location.href = first.url;
});
form.hidden = false;
form.q.value = new URLSearchParams(location.search).get("q") || "";
show();
