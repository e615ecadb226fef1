import { setupServer } from 'msw/node';

/** The fake service of the component tests. It knows no route until a test says what is answered. */
export const server = setupServer();
