import type { AnswerFault } from './fault-set';

/** What goes wrong at one further surface of Oracle. Where several apply, the order of the members is the order they act in. */
export interface SurfaceFaults {
  /** Only the next so many requests that `method` and `path` fit; left out: all. */
  times?: number;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Only requests whose address holds this. */
  path?: string;
  latencyMs?: number;
  /** The connection is closed without an answer; nothing is carried out. */
  refuse?: boolean;
  /** Never answered, and nothing is carried out. */
  hang?: boolean;
  /** 200 with an HTML sign-in page; nothing is carried out. */
  html?: boolean;
  /** 401; `once` only for the next request. */
  unauthorized?: boolean | 'once';
  /** Answered so, whatever was asked; carried out first when `recorded`. */
  answer?: AnswerFault;
  /** Carried out, then the connection is reset before a byte of the answer: an outcome the client cannot know. */
  loseAnswer?: boolean;
}

/** What goes wrong at the statements of xAPI. */
export interface XapiFaults extends SurfaceFaults {
  /** More statements in one request get 413. */
  maxStatements?: number;
  /** Statements of these actors (address or account name) are refused with 400, and with them their whole request. */
  unknownActors?: string[];
  /** 409 for an id that is there already, even when the statement is the same. */
  strictConflicts?: boolean;
}

/** What goes wrong at the table behind ORDS. */
export interface OrdsFaults extends SurfaceFaults {
  /** Rows of these courses are refused: 400, or a row in error of a load. */
  refusedCourses?: number[];
}

/** What goes wrong with a file that HCM Data Loader loads: of data sets that are made while it is in force. */
export interface LoadFaults {
  /** Every so many-th row is refused. */
  refuseEvery?: number;
  /** It is stopped after so many rows; the others are not processed. */
  stopAfterRows?: number;
  /** It stays in progress, and loads nothing. */
  endless?: boolean;
  /** The code that it ends with, whatever came of it. */
  status?: string;
  /** Messages name no record, as with user keys. */
  withoutSourceSystemIds?: boolean;
  /** Messages name no line. */
  withoutLines?: boolean;
}

/** What goes wrong at the REST resources of Fusion HCM. */
export interface FusionFaults extends SurfaceFaults {
  /** By the key that a look-up asks for: it finds nobody, or nothing. Rows of a file are refused. */
  unknownPeople?: string[];
  unknownItems?: string[];
  /** The look-up of these finds two. */
  ambiguousPeople?: string[];
  /** Writing a record of these learning items: 400 with details, or 500 with an empty body. */
  refusedItems?: string[];
  failingItems?: string[];
  /** A record that is created waits (`ORA_ASSN_REC_PENDING`) until it is patched; `stuck`: even then. */
  createsPending?: boolean | 'stuck';
  /** Somebody else changes the record before the next so many updates: their ETag is stale. */
  staleEtags?: number;
  load?: LoadFaults;
}
