// The outbox of a phone, as a machine without clock, network or store: step(state, event) gives the next state and what
// is to be done. The page carries the effects out and keeps the state before it does; the simulation in
// tests/casework/syncing carries them out over a network that drops, repeats and delays.
//
// state   {version, items: [{key, envelope, after, state, tries, nextAt, attempt}], told: [{key, state}]}
// events  {type: "boot", at} {type: "finish", key, envelope, after, at} {type: "wake", at}
//         {type: "answer", key, attempt, at, receipt} {type: "failed", key, attempt, at} {type: "seen", key}
// effects {type: "send", key, envelope, attempt}
//
// `after` is the key of a form that must have arrived before: a photograph waits for its visit.
// What must hold: an item leaves only when the server has said that it keeps this very key. Numbers are milliseconds.
"use strict";

const HamdeliOutbox = (() => {
    const VERSION = 2;
    const FIRST_WAIT = 2000;
    const LONGEST_WAIT = 15 * 60 * 1000;
    const AT_ONCE = 3;
    const TOLD = 50;
    const KEEPING = ["stored", "kept", "set_aside"];

    function empty() {
        return { version: VERSION, items: [], told: [] };
    }

    // A phone that was updated while forms waited: version 1 had one list, and no attempts.
    function upgraded(state) {
        if (!state) {
            return empty();
        }
        if (state.version === 1) {
            const items = state.waiting.map((item) => ({ ...item, state: "waiting", tries: 0, nextAt: 0, attempt: 0 }));
            return { version: VERSION, items, told: [] };
        }
        return state;
    }

    function wait(tries) {
        return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries, 12));
    }

    function replaced(state, key, change) {
        return { ...state, items: state.items.map((item) => (item.key === key ? { ...item, ...change } : item)) };
    }

    const steps = {
        // Whatever was on its way when the page was killed may or may not have arrived: send it again.
        boot(state) {
            const items = state.items.map((item) => ({ ...item, state: "waiting", nextAt: 0 }));
            return [{ ...state, items }, []];
        },

        finish(state, event) {
            if (state.items.some((item) => item.key === event.key)) {
                return [state, []];
            }
            const { key, envelope, after = null } = event;
            const item = { key, envelope, after, state: "waiting", tries: 0, nextAt: 0, attempt: 0 };
            return [{ ...state, items: [...state.items, item] }, []];
        },

        wake(state, event) {
            const sending = state.items.filter((item) => item.state === "sending").length;
            const there = new Set(state.items.map((item) => item.key));
            const ready = (item) => item.nextAt <= event.at && !there.has(item.after);
            const due = state.items.filter((item) => item.state === "waiting" && ready(item));
            const picked = due.slice(0, Math.max(0, AT_ONCE - sending));
            let next = state;
            const effects = [];
            for (const item of picked) {
                const attempt = item.attempt + 1;
                next = replaced(next, item.key, { state: "sending", attempt });
                effects.push({ type: "send", key: item.key, envelope: item.envelope, attempt });
            }
            return [next, effects];
        },

        answer(state, event) {
            const receipt = event.receipt || {};
            if (receipt.key !== event.key || !KEEPING.includes(receipt.state)) {
                return steps.failed(state, event);
            }
            if (!state.items.some((item) => item.key === event.key)) {
                return [state, []];
            }
            const items = state.items.filter((item) => item.key !== event.key);
            const told = [...state.told, { key: event.key, state: receipt.state }].slice(-TOLD);
            return [{ ...state, items, told }, []];
        },

        failed(state, event) {
            const item = state.items.find((each) => each.key === event.key);
            if (!item || item.attempt !== event.attempt || item.state !== "sending") {
                return [state, []];
            }
            const change = { state: "waiting", tries: item.tries + 1, nextAt: event.at + wait(item.tries) };
            return [replaced(state, event.key, change), []];
        },

        seen(state, event) {
            return [{ ...state, told: state.told.filter((each) => each.key !== event.key) }, []];
        },
    };

    function step(state, event) {
        const [next, effects] = steps[event.type](upgraded(state), event);
        return { state: next, effects };
    }

    return { empty, upgraded, step };
})();

if (typeof globalThis !== "undefined") {
    globalThis.HamdeliOutbox = HamdeliOutbox;
}
