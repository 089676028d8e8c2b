package org.smartrouting.core.specialist;

import org.smartrouting.core.pool.PoolKey;

/**
 * Names a specialist among all pools.
 *
 * @param pool its pool
 * @param id id chosen by its owner, unique in the pool
 */
public record SpecialistKey(PoolKey pool, String id) {}
