import type { Locator, Page } from 'playwright-core';

interface Credentials {
  email: string;
  password: string;
}

/** Opens the panel as somebody who is not signed in, and waits for the sign-in page. */
export async function openSignIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** Fills in the sign-in form and sends it; what comes of it is the caller's to see. */
export async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** One figure of the overview, by its name. */
export function figure(page: Page, name: string): Locator {
  return page.getByRole('listitem', { name, exact: true });
}

/** The number in a figure. */
export async function countOf(page: Page, name: string): Promise<number> {
  const text = await figure(page, name).locator('.figure-count').innerText();
  return Number(text.replaceAll(',', ''));
}
