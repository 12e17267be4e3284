// Signing out: what this phone took along goes, and what was half written; finished forms stay, sealed, until they leave.
const LEFT = "hamdeli-left";
const NAME = "hamdeli-phone";
const STORE = "kept";

addEventListener("submit", (event) => {
  if (event.target.matches("[data-leaves]")) localStorage.setItem(LEFT, "yes");
});

/** The database of the phone, or nothing where there is none: it is not made here. */
function opened() {
  return new Promise((done) => {
    const ask = indexedDB.open(NAME);
    ask.onupgradeneeded = () => ask.transaction.abort();
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => done(null);
  });
}

async function forget() {
  const database = await opened();
  if (!database) return;
  const transaction = database.transaction(STORE, "readwrite");
  transaction.objectStore(STORE).delete("list");
  transaction.objectStore(STORE).delete(IDBKeyRange.bound("draft", "draft\uffff"));
  await new Promise((done, failed) => Object.assign(transaction, { oncomplete: done, onabort: failed }));
  database.close();
}

if (localStorage.getItem(LEFT) && location.pathname !== "/phone/") {
  await forget();
  localStorage.removeItem(LEFT);
}
