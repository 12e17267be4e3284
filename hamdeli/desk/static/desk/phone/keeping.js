// What the phone keeps, in IndexedDB: the outbox (sealed), and what was taken along (closed with the PIN's key).
//
// outbox         the machine's state; part:KEY  a sealed form too large to stand in it
// list           what was taken along; server  whose phone it is, and the key to seal with
// draft:…        what is being written; draft:…:photo:KEY  a photograph of it

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
const within = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

export async function read(name) {
  return (await db()).get(STORE, name);
}

export async function names(prefix) {
  return (await db()).getAllKeys(STORE, within(prefix));
}

/** Changes one thing, and `also` what goes with it, in one transaction: all of it or, where it throws, nothing. */
export async function change(name, deed) {
  const transaction = (await db()).transaction(STORE, "readwrite", { durability: "strict" });
  transaction.done.catch(() => {});
  try {
    const result = deed(await transaction.store.get(name));
    for (const [each, value] of Object.entries({ ...result.also, [name]: result.value })) {
      if (value === undefined) await transaction.store.delete(each);
      else await transaction.store.put(value, each);
    }
    await transaction.done;
    return result.told;
  } catch (fault) {
    stop(transaction);
    throw fault;
  }
}

function stop(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has stopped already.
  }
}

export const write = (name, value) => change(name, () => ({ value }));
export const forget = (name) => change(name, () => ({ value: undefined }));

export async function forgetAll(prefix) {
  await (await db()).delete(STORE, within(prefix));
}
