import { hash, verify } from '@node-rs/argon2';

/** OWASP's first recommendation for argon2id: 19 MiB, 2 passes, 1 lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/** Compared against when there is no such manager, so that a wrong address takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const isEqual = await verify(passwordHash ?? (await decoy), password);
  return isEqual && passwordHash !== undefined;
}
