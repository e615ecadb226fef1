import { Client, type Connection, type Submittable } from 'pg';

/** Reads `COPY … TO STDOUT` to its end and throws the text away, as quickly as the driver can; answers its bytes. */
export async function copyOut(url: string, query: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await new Promise<number>((resolve, reject) => {
      client.query(new CopyOut(`COPY (${query}) TO STDOUT`, resolve, reject));
    });
  } finally {
    await client.end();
  }
}

/** What the driver calls while it works off one statement. */
class CopyOut implements Submittable {
  private bytes = 0;

  constructor(
    private readonly statement: string,
    private readonly resolve: (bytes: number) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.bytes += chunk.length;
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.resolve(this.bytes);
  }

  handleError(error: Error): void {
    this.reject(error);
  }
}
