// A Matrix client for the tests: matrix-js-sdk, with the mode on in which clients hide what devices say that their owner has
// not signed, and give such devices no keys. Reads one JSON object per line, `{"id", "do", …}`, and writes one for each,
// `{"id", "done"}` or `{"id", "error"}`, when it is done: not in order. Driven by client.py.

import readline from "node:readline";

// Standard output is for answers; what the library has to tell goes to standard error, if it is wanted.
const tell = process.env.SAYSWHO_E2E_VERBOSE ? console.error : () => {};
for (const level of ["log", "info", "debug", "trace", "warn", "error"]) console[level] = tell;

const sdk = await import("matrix-js-sdk");
const { logger } = await import("matrix-js-sdk/lib/logger.js");
const api = await import("matrix-js-sdk/lib/crypto-api/index.js");
logger.setLevel("error");

let client;
// Who waits for something, and is asked again whenever something happened.
const waiting = new Set();

/** The first value that `look` finds, now or when more has come; an error that says what was there instead, in time. */
function found(look, what, seconds) {
    const now = look();
    if (now !== undefined) return now;
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
            waiting.delete(again);
            reject(new Error(`no ${what} in ${seconds} s`));
        }, seconds * 1000);
        const again = () => {
            const value = look();
            if (value === undefined) return;
            clearTimeout(timer);
            waiting.delete(again);
            resolve(value);
        };
        waiting.add(again);
    });
}

const happened = () => [...waiting].forEach((again) => again());

async function signed(user, device) {
    const status = await client.getCrypto().getDeviceVerificationStatus(user, device);
    return status?.signedByOwner ?? false;
}

/** What a person would see of an event, and why not, if not. */
async function seen(event) {
    const crypto = client.getCrypto();
    const shield = event.isEncrypted() ? await crypto.getEncryptionInfoForEvent(event) : null;
    const device = event.isEncrypted() ? (event.getWireContent().device_id ?? null) : null;
    const devices = await crypto.getUserDeviceInfo([event.getSender()], true);
    const key = event.getSenderKey();
    const known = [...(devices.get(event.getSender())?.values() ?? [])].find((known) => known.getIdentityKey() === key);
    return {
        event: event.getId(),
        sender: event.getSender(),
        type: event.getType(),
        content: event.getContent(),
        encrypted: event.isEncrypted(),
        hidden: event.isDecryptionFailure() ? event.decryptionFailureReason : null,
        device: known?.deviceId ?? device,
        signed: known ? await signed(event.getSender(), known.deviceId) : false,
        shield: shield ? api.EventShieldReason[shield.shieldReason] ?? null : null,
    };
}

/** Not to be read yet, but perhaps as soon as its key comes. */
function isPending(event) {
    return event.isBeingDecrypted() || event.decryptionFailureReason === "MEGOLM_UNKNOWN_INBOUND_SESSION_ID";
}

const commands = {
    /** Signs in. Makes the account's own keys (`make`), or signs this device with them (`recoveryKey`), or neither. Whoever is
     *  `lenient` also gives keys to devices that are not signed, as clients did before. */
    async login({ homeserver, user, password, make, recoveryKey, lenient }) {
        const session = await sdk.createClient({ baseUrl: homeserver }).loginRequest({
            type: "m.login.password",
            identifier: { type: "m.id.user", user },
            password,
        });
        let storageKey = recoveryKey ? api.decodeRecoveryKey(recoveryKey) : undefined;
        client = sdk.createClient({
            baseUrl: homeserver,
            userId: session.user_id,
            deviceId: session.device_id,
            accessToken: session.access_token,
            cryptoCallbacks: {
                getSecretStorageKey: async ({ keys }) => (storageKey ? [Object.keys(keys)[0], storageKey] : null),
                cacheSecretStorageKey: (_id, _info, key) => (storageKey = key),
            },
        });
        await client.initRustCrypto({ useIndexedDB: false });
        const crypto = client.getCrypto();
        const mode = lenient ? new api.AllDevicesIsolationMode(false) : new api.OnlySignedDevicesIsolationMode();
        crypto.setDeviceIsolationMode(mode);
        client.on(sdk.RoomEvent.Timeline, happened);
        client.on(sdk.MatrixEventEvent.Decrypted, happened);
        client.on(sdk.ClientEvent.Sync, happened);
        client.on(sdk.RoomStateEvent.Members, happened);
        await client.startClient({ initialSyncLimit: 20 });
        await found(() => client.isInitialSyncComplete() || undefined, "first sync", 60);
        const prove = (request) => request({
            type: "m.login.password",
            identifier: { type: "m.id.user", user: session.user_id },
            password,
        });
        if (make) {
            await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: prove });
        } else if (recoveryKey) {
            // The public keys first, or the private ones fit nothing. Without a proof: none are made anew.
            await crypto.userHasCrossSigningKeys(session.user_id, true);
            await crypto.bootstrapCrossSigning({});
            await crypto.userHasCrossSigningKeys(session.user_id, true);
        }
        return { user: session.user_id, device: session.device_id, signed: await signed(session.user_id, session.device_id) };
    },

    /** A new room, with those who are invited into it. */
    async create({ name, encrypted, invite, direct }) {
        const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
        const { room_id: room } = await client.createRoom({
            name: name ?? undefined,
            invite,
            is_direct: direct,
            preset: direct ? "trusted_private_chat" : "private_chat",
            initial_state: encrypted ? [encryption] : [],
        });
        await found(() => client.getRoom(room) ?? undefined, "room", 60);
        return room;
    },

    async invite({ room, user }) {
        await client.invite(room, user);
    },

    async join({ room }) {
        await client.joinRoom(room);
        await found(() => client.getRoom(room)?.getMyMembership() === "join" || undefined, "room", 60);
    },

    /** Waits until somebody is in a room. */
    async joined({ room, user, seconds }) {
        const member = () => client.getRoom(room)?.getMember(user)?.membership === "join" || undefined;
        await found(member, `${user} in the room`, seconds);
    },

    /** Sends a message, encrypted where the room is. */
    async send({ room, content }) {
        return (await client.sendMessage(room, content)).event_id;
    },

    /** The answer of somebody to an event, as soon as it can be read or never will be. */
    async answer({ room, to, user, seconds }) {
        const answers = (event) =>
            event.getSender() === user &&
            (event.getWireContent()["m.relates_to"]?.["m.in_reply_to"]?.event_id ?? event.replyEventId) === to;
        const timeline = () => client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
        const event = await found(() => timeline().find((event) => answers(event) && !isPending(event)), "answer", seconds);
        return seen(event);
    },

    /** What this person sees of an event. */
    async look({ room, event, seconds }) {
        const timeline = () => client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
        const shown = () => timeline().find((known) => known.getId() === event && !isPending(known));
        return seen(await found(shown, "event", seconds));
    },

    /** What this account knows of another's devices: which of them their owner has signed. */
    async devices({ user }) {
        const devices = (await client.getCrypto().getUserDeviceInfo([user], true)).get(user) ?? new Map();
        const entries = await Promise.all([...devices.keys()].map(async (id) => [id, await signed(user, id)]));
        return Object.fromEntries(entries);
    },

    async leave() {
        client.stopClient();
        await client.logout();
    },
};

for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, do: name, ...given } = JSON.parse(line);
    const answer = (what) => process.stdout.write(JSON.stringify({ id, ...what }) + "\n");
    commands[name](given).then(
        (done) => answer({ done: done ?? null }),
        (error) => answer({ error: String(error?.message ?? error) }),
    );
}
process.exit(0);
