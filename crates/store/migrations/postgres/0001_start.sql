-- Installation: companies, and who signs in. No statement here depends on a partner.

create table partner (
    id uuid not null primary key,
    name text not null,
    mpn_id text not null,
    time_zone text not null,
    enrolled_on date,
    moved_from_pmc_on date,
    programmes text not null,
    market text not null,
    track text,
    created_at bigint not null
);
create unique index partner_by_mpn_id on partner (mpn_id);

create table operator (
    id uuid not null primary key,
    email text not null,
    name text not null,
    language text not null,
    created_at bigint not null
);

create table credential (
    id uuid not null primary key,
    partner_id uuid references partner (id),
    user_id uuid,
    operator_id uuid references operator (id),
    email_key text not null,
    password_hash text not null,
    created_at bigint not null,
    changed_at bigint not null,
    check ((partner_id is null) = (user_id is null) and (partner_id is null) <> (operator_id is null))
);
create index credential_by_email on credential (email_key);
create unique index credential_by_user on credential (partner_id, user_id);
create unique index credential_by_operator on credential (operator_id);

create table session (
    id uuid not null primary key,
    credential_id uuid not null references credential (id),
    token_hash bytea not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    device text not null
);
create unique index session_by_token on session (token_hash);
create index session_by_credential on session (credential_id);
create index session_by_expiry on session (expires_at);

create table failure (
    bucket bytea not null primary key,
    failures bigint not null,
    began_at bigint not null
);
create index failure_by_begin on failure (began_at);

create table link (
    token_hash bytea not null primary key,
    purpose text not null,
    partner_id uuid references partner (id),
    user_id uuid,
    operator_id uuid references operator (id),
    expires_at bigint not null
);

create table api_token (
    id uuid not null primary key,
    partner_id uuid not null references partner (id),
    maker uuid not null,
    name text not null,
    role text not null,
    created_at bigint not null,
    expires_at bigint,
    last_used_at bigint,
    ended_at bigint,
    token_hash bytea not null
);
create unique index api_token_by_hash on api_token (token_hash);
create index api_token_by_partner on api_token (partner_id);

-- Partner: every key begins with the partner, so that no row can refer to another partner's.

create table counter (
    partner_id uuid not null primary key references partner (id),
    number bigint not null
);

create table batch (
    partner_id uuid not null references partner (id),
    id uuid not null,
    kind text not null,
    begun bigint,
    ended bigint,
    primary key (partner_id, id)
);
create index batch_by_begin on batch (partner_id, begun);
create index batch_by_end on batch (partner_id, ended) where ended is not null;

create table change (
    partner_id uuid not null references partner (id),
    number bigint not null,
    at bigint not null,
    actor_kind text not null,
    actor_id uuid,
    action text not null,
    request text not null,
    batch_id uuid,
    primary key (partner_id, number),
    foreign key (partner_id, batch_id) references batch (partner_id, id)
);

create table person (
    partner_id uuid not null references partner (id),
    id uuid not null,
    primary key (partner_id, id)
);

-- State: ordinary rows.

create table account (
    partner_id uuid not null,
    user_id uuid not null,
    email text not null,
    language text not null,
    created_at bigint not null,
    ended_at bigint,
    last_sign_in_at bigint,
    primary key (partner_id, user_id),
    foreign key (partner_id, user_id) references person (partner_id, id)
);

create table role_grant (
    partner_id uuid not null,
    user_id uuid not null,
    role text not null,
    primary key (partner_id, user_id, role),
    foreign key (partner_id, user_id) references account (partner_id, user_id)
);

create table location (
    partner_id uuid not null references partner (id),
    id uuid not null,
    name text not null,
    mpn_id text not null,
    created_at bigint not null,
    ended_at bigint,
    primary key (partner_id, id)
);
create index location_by_mpn_id on location (mpn_id);

create table import (
    partner_id uuid not null,
    id uuid not null,
    uploaded_by uuid not null,
    uploaded_at bigint not null,
    file_name text not null,
    size bigint not null,
    state text not null check (state in ('previewed', 'applying', 'applied', 'undone', 'cancelled')),
    attempt bigint not null,
    rows_total bigint not null,
    rows_written bigint not null,
    lease_until bigint,
    plan text not null,
    published bigint,
    undone bigint,
    primary key (partner_id, id),
    foreign key (partner_id, id) references batch (partner_id, id),
    foreign key (partner_id, uploaded_by) references person (partner_id, id)
);

create table import_content (
    partner_id uuid not null,
    import_id uuid not null,
    content bytea not null,
    primary key (partner_id, import_id),
    foreign key (partner_id, import_id) references import (partner_id, id)
);

-- Facts: only ever added. A fact is current when its batch has begun and was not ended, and no such batch ended the fact.
-- The key begins with the batch, so that a batch lies together and needs no index of its own. There is no foreign key to
-- it, which would be asked for every fact: whoever adds facts makes their batch, or finds its import, in the same transaction.

create table person_detail (
    partner_id uuid not null,
    batch_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    first_name text not null,
    last_name text not null,
    corporate_email text not null,
    email text not null,
    location text not null,
    technical boolean not null,
    primary key (partner_id, batch_id, id),
    foreign key (partner_id, user_id) references person (partner_id, id)
);

create table employment (
    partner_id uuid not null,
    batch_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    starts_on date,
    ends_on date,
    primary key (partner_id, batch_id, id),
    foreign key (partner_id, user_id) references person (partner_id, id)
);

create table association (
    partner_id uuid not null,
    batch_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    source text not null,
    profile text not null,
    channel text not null,
    starts_on date,
    ends_on date,
    origin text not null,
    primary key (partner_id, batch_id, id),
    foreign key (partner_id, user_id) references person (partner_id, id)
);

create table achievement (
    partner_id uuid not null,
    batch_id uuid not null,
    id uuid not null,
    source text not null,
    profile text not null,
    training_id text,
    title text not null,
    completed_on date not null,
    expires_on date,
    origin text not null,
    received_at bigint not null,
    primary key (partner_id, batch_id, id)
);

create table metric_figure (
    partner_id uuid not null,
    batch_id uuid not null,
    id uuid not null,
    metric text not null,
    month date,
    value text not null,
    primary key (partner_id, batch_id, id)
);

create table shown_standing (
    partner_id uuid not null,
    batch_id uuid not null,
    id uuid not null,
    programme text not null,
    competency text not null,
    value text not null,
    seen_on date not null,
    primary key (partner_id, batch_id, id)
);

-- Facts lie in several tables; which one a row is about follows from its id.
create table fact_end (
    partner_id uuid not null,
    fact_id uuid not null,
    batch_id uuid not null,
    primary key (partner_id, fact_id, batch_id)
);
create index fact_end_by_batch on fact_end (partner_id, batch_id);
