-- The same statements run on H2, MySQL and MariaDB. Times are microseconds since the epoch.
-- Every primary key begins with shard_id: one transaction touches one shard only.

CREATE TABLE shard (
  shard_id INT NOT NULL,
  owner VARCHAR(255) NOT NULL,
  epoch BIGINT NOT NULL,
  change_seq BIGINT NOT NULL,
  PRIMARY KEY (shard_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE health_probe (
  shard_id INT NOT NULL,
  probes BIGINT NOT NULL,
  PRIMARY KEY (shard_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO health_probe (shard_id, probes) VALUES (0, 0);

CREATE TABLE pool (
  shard_id INT NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  pool VARCHAR(128) NOT NULL,
  policy MEDIUMTEXT NOT NULL,
  request_id VARCHAR(128) NOT NULL,
  request_high BIGINT NOT NULL,
  request_low BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (shard_id, tenant, pool)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE specialist (
  shard_id INT NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  pool VARCHAR(128) NOT NULL,
  specialist_id VARCHAR(128) NOT NULL,
  state VARCHAR(16) NOT NULL,
  spec MEDIUMTEXT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (shard_id, tenant, pool, specialist_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE specialist_score (
  shard_id INT NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  pool VARCHAR(128) NOT NULL,
  specialist_id VARCHAR(128) NOT NULL,
  task_type VARCHAR(128) NOT NULL,
  successes DOUBLE NOT NULL,
  failures DOUBLE NOT NULL,
  durations DOUBLE NOT NULL,
  mean_log_seconds DOUBLE NOT NULL,
  squared_log_seconds DOUBLE NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (shard_id, tenant, pool, specialist_id, task_type)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- retain_until_us is 0 while a task lives: one index serves both the live tasks and the purge.
CREATE TABLE task (
  shard_id INT NOT NULL,
  task_id BINARY(16) NOT NULL,
  tenant VARCHAR(128) NOT NULL,
  pool VARCHAR(128) NOT NULL,
  delivery VARCHAR(16) NOT NULL,
  request_high BIGINT NOT NULL,
  request_low BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  version BIGINT NOT NULL,
  change_seq BIGINT NOT NULL,
  retain_until_us BIGINT NOT NULL,
  attempt INT NOT NULL,
  specialist_id VARCHAR(128),
  assignment_token BINARY(16),
  lease_assigned_us BIGINT NOT NULL,
  lease_accept_by_us BIGINT NOT NULL,
  lease_started_us BIGINT NOT NULL,
  lease_duration_us BIGINT NOT NULL,
  virtual_deadline_us BIGINT NOT NULL,
  queued_us BIGINT NOT NULL,
  assigned_us BIGINT NOT NULL,
  started_us BIGINT NOT NULL,
  finished_us BIGINT NOT NULL,
  spec MEDIUMTEXT NOT NULL,
  detail MEDIUMTEXT NOT NULL,
  payload MEDIUMBLOB NOT NULL,
  output MEDIUMBLOB,
  PRIMARY KEY (shard_id, task_id),
  INDEX task_by_retention (shard_id, retain_until_us, task_id),
  INDEX task_by_state (shard_id, tenant, pool, state, created_us, task_id),
  INDEX task_by_change (shard_id, tenant, pool, change_seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
