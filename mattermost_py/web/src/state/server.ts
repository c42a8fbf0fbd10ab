/** The server's configuration and the state of the line to it. */
import type { Config, ConnectionState, State } from "./model";

export function receiveConfig(state: State, config: Config, license: Readonly<Record<string, string>>): State {
  return { ...state, server: { config, license } };
}

export function setConnection(state: State, patch: Partial<ConnectionState>): State {
  return { ...state, connection: { ...state.connection, ...patch } };
}

/** Events were lost: everything learned from them may be stale. */
export function noteResync(state: State): State {
  return setConnection(state, { resyncs: state.connection.resyncs + 1 });
}

/** A setting that is on; missing means off. */
export function isEnabled(state: State, key: string): boolean {
  return state.server.config[key] === "true";
}

export function configNumber(state: State, key: string, fallback: number): number {
  const value = Number(state.server.config[key]);
  return Number.isFinite(value) && state.server.config[key] !== undefined ? value : fallback;
}
