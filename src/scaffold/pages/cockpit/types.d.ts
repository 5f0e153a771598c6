// What the page of `scaffold serve` is told, as its scripts use it; for `tsc --checkJs` alone, and served to nobody.
type SideName = "flask" | "express";
type Both<T> = Record<SideName, T>;
/** A file of the project and a line of it. */
type Place = [string, number];
/** Parts of a line, and whether they are marked as different. */
type Parts = [string, boolean][];

/** A request of the list, and what a person has done with it. */
interface Item {
  group: string;
  title: string;
  method: string;
  path: string;
  body: string | null;
  type: string;
  concept?: string;
  key: string;
  guess: Guess;
  edited?: string;
  round?: string;
  sending?: boolean;
  answers?: Answers;
  scored?: Guess;
  verdict?: string;
  told?: string;
}
/** One that both were asked. */
interface Shown extends Item {
  answers: Answers;
}
interface Guess {
  flask?: number;
  express?: number;
  same?: boolean;
}
/** Both answers; `label` is empty where they cannot be compared. */
interface Answers extends Both<Answer> {
  id: string;
  label: string;
  apart: string[];
  alone: (Both<Answer & { kind: string }> & { label: string }) | null;
  room?: Tally | null;
}
/** `failed` says why there is none, and then there is nothing else. */
interface Answer {
  failed?: string;
  status: number;
  reason: string;
  headers: Parts[];
  body: Parts[];
  alike: string[];
  own: string[];
  ms: number;
  bytes: number;
  trace: Trace | null;
}
interface Trace {
  ms: number;
  steps: Step[];
  sql: Statement[];
  count: number;
  sqlMs: number;
}
interface Step {
  name: string;
  kind: "in" | "view" | "error" | "out" | "end";
  from: number;
  ms: number;
  at: Place | null;
}
interface Statement {
  text: string;
  ms: number | null;
  from: number;
  rows: number | null;
  step: number;
  at: Place | null;
  control: boolean;
  failed: string;
}
interface Tally extends Both<Record<string, number>> {
  said: number;
  same: Record<string, number>;
}
/** What a phone is shown; `number` is 0 while nothing is asked. */
interface Asked {
  number: number;
  title: string;
  method: string;
  path: string;
  body: string | null;
  truth?: Required<Guess>;
  tally?: Tally;
}
/** Code of one file, each line in runs of equal class. */
interface Pane {
  file: string;
  lines: Line[];
}
interface Line {
  number: number;
  runs: [string, string][];
  mark: number;
  at: boolean;
}
interface Found extends Both<Pane[]> {
  title: string;
  notice: string;
  points: { number: number; title: string; flask: string; express: string }[];
}
/** How it is with a side. */
interface State {
  state: string;
  port?: number;
  why?: string;
}

interface DOMStringMap {
  theme: string;
  view: string;
  is: string;
  do: string;
}
interface WindowEventMap {
  experiment: CustomEvent<{ kind: string; name: string; text: string; problem: string }>;
  room: CustomEvent<number>;
}
