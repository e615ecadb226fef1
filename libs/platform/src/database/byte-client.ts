import type { Duplex } from 'node:stream';
import { type ClientConfig, types } from 'pg';
import { Parser } from 'pg-protocol/dist/parser';
import { SteadyClient } from './steady-client';
import { WholeMessages } from './whole-messages';

const DATA_ROW = 'D'.charCodeAt(0);
const HEAD_BYTES = 5;
const NULL_LENGTH = -1;

/**
 * A client of PostgreSQL that leaves the values of rows as the bytes that came: the driver itself decodes each, and has
 * no setting for it. All other messages are the driver's to read.
 */
export class ByteClient extends SteadyClient {
  constructor(config?: string | ClientConfig) {
    super(config);
    const { connection } = this;
    const parser = new Parser();
    const messages = new WholeMessages((bytes) => {
      if (bytes[0] === DATA_ROW) connection.emit('dataRow', { name: 'dataRow', fields: valuesOf(bytes) });
      else
        parser.parse(bytes, (message) =>
          connection.emit(message.name === 'error' ? 'errorMessage' : message.name, message),
        );
    });
    Object.assign(connection, {
      attachListeners: (stream: Duplex) => stream.on('data', (bytes: Buffer) => messages.add(bytes)),
    });
  }
}

/** What {@link ByteClient} is used with: `text` stays as it is, whatever else is read must be ASCII. */
export const TEXT_AS_BYTES = {
  getTypeParser: ((type, format) => {
    if ((type as number) === (types.builtins.TEXT as number)) return (bytes: Buffer) => bytes;
    const parse = types.getTypeParser(type, format) as (text: string) => unknown;
    return (bytes: Buffer) => parse(bytes.toString('latin1'));
  }) as typeof types.getTypeParser,
};

function valuesOf(row: Buffer): (Buffer | null)[] {
  const values = new Array<Buffer | null>(row.readInt16BE(HEAD_BYTES));
  let from = HEAD_BYTES + 2;
  for (let index = 0; index < values.length; index += 1) {
    const length = row.readInt32BE(from);
    from += 4;
    values[index] = length === NULL_LENGTH ? null : row.subarray(from, from + length);
    if (length > 0) from += length;
  }
  return values;
}
