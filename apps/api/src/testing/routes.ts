import type { DynamicModule, ForwardReference, Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ACCESS_RULE, type AccessRule } from '@oracle-integration/platform';

type AnyModule = Type<unknown> | DynamicModule | ForwardReference | Promise<DynamicModule>;

export interface DeclaredRoute {
  /** `SessionController.signIn` */
  readonly name: string;
  /** `undefined` when neither the method nor its controller declares one. */
  readonly rule: AccessRule | undefined;
}

/** Every controller that a module and all it imports bring in. */
export async function controllersOf(root: AnyModule): Promise<ReadonlySet<Type<unknown>>> {
  const controllers = new Set<Type<unknown>>();
  const seen = new Set<unknown>();
  const visit = async (given: AnyModule): Promise<void> => {
    const imported = await given;
    if (seen.has(imported)) return;
    seen.add(imported);
    if ('forwardRef' in imported) return visit(imported.forwardRef() as AnyModule);
    const isDynamic = 'module' in imported;
    const type = isDynamic ? imported.module : imported;
    const declared = <Value>(key: 'imports' | 'controllers') =>
      (Reflect.getMetadata(key, type) ?? []) as Value[];
    const own = declared<Type<unknown>>(MODULE_METADATA.CONTROLLERS as 'controllers');
    for (const controller of [...own, ...((isDynamic && imported.controllers) || [])])
      controllers.add(controller);
    const imports = declared<AnyModule>(MODULE_METADATA.IMPORTS as 'imports');
    for (const next of [...imports, ...((isDynamic && imported.imports) || [])])
      await visit(next as AnyModule);
  };
  await visit(root);
  return controllers;
}

/** The routes of a controller, its inherited ones included, each with its access rule. */
export function routesOf(controller: Type<unknown>): DeclaredRoute[] {
  return methodsOf(controller.prototype as object)
    .filter(
      ([, method]) =>
        Reflect.hasMetadata(PATH_METADATA, method) && Reflect.hasMetadata(METHOD_METADATA, method),
    )
    .map(([name, method]) => ({
      name: `${controller.name}.${name}`,
      rule: (Reflect.getMetadata(ACCESS_RULE, method) ?? Reflect.getMetadata(ACCESS_RULE, controller)) as
        AccessRule | undefined,
    }));
}

function methodsOf(prototype: object | null): [string, object][] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(
    ([name, { value }]): [string, object][] =>
      typeof value === 'function' && name !== 'constructor' ? [[name, value as object]] : [],
  );
  const names = new Set(own.map(([name]) => name));
  return [
    ...own,
    ...methodsOf(Object.getPrototypeOf(prototype) as object | null).filter(([name]) => !names.has(name)),
  ];
}
