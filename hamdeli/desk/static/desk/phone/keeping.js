// What the phone keeps, in IndexedDB: the outbox (sealed), and what was taken along (closed with the PIN's key).

const NAME = "hamdeli-phone";
const STORE = "kept";

const database = () =>
  window.idb.openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore(STORE);
    },
  });

let opened = null;
const db = () => (opened ??= database());

export async function read(name) {
  return (await db()).get(STORE, name);
}

/** Changes one thing in one transaction, so that two pages do not overwrite each other. */
export async function change(name, deed) {
  const transaction = (await db()).transaction(STORE, "readwrite", { durability: "strict" });
  const result = deed(await transaction.store.get(name));
  if (result.value === undefined) await transaction.store.delete(name);
  else await transaction.store.put(result.value, name);
  await transaction.done;
  return result.told;
}

export const write = (name, value) => change(name, () => ({ value }));
export const forget = (name) => change(name, () => ({ value: undefined }));
