-- Version 4: what proposals over the case are named by, so that one of them can be taken away without looking through
-- every table that may name it.
CREATE INDEX actors_party ON actors(party);
CREATE INDEX merges_actor ON merges(actor);
CREATE INDEX party_evidence_actor ON party_evidence(actor);
CREATE INDEX relations_a ON relations(a);
CREATE INDEX relations_b ON relations(b);
CREATE INDEX relations_within_party ON relations(within_party);
CREATE INDEX accounts_party ON accounts(party);
CREATE INDEX account_claims_claim ON account_claims(claim);
CREATE INDEX account_exclusions_excludes ON account_exclusions(excludes);
CREATE INDEX account_exclusions_relation ON account_exclusions(relation);
CREATE INDEX utterances_speaker ON utterances(speaker);
