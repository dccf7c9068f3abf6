package dev.millrace.cli.fuzz;

import java.util.List;

/** Valid lines of {@code docs/events.md}: each kind of fact and of event, of a small team that all belongs together. */
public final class FactExamples {

    /** The first line of every document. */
    public static final String FIRST = "{\"millrace\":\"events/1\"}\n";

    private static final String SHA = "8a602f9d3d137150d5663e6ef943392265aca88a";
    private static final String OTHER_SHA = "1b602f9d3d137150d5663e6ef943392265aca88b";

    private FactExamples() {}

    /** One line each, without its end. */
    public static List<String> lines() {
        return """
                {"fact":"state","tool":"jira:acme","id":"1","name":"Open","category":"new"}
                {"fact":"state","tool":"jira:acme","id":"3","name":"In Progress","category":"indeterminate"}
                {"fact":"state","tool":"jira:acme","id":"5","name":"Done","category":"done"}
                {"fact":"state-use","tool":"jira:acme","project":"SHOP","state":{"id":"3","name":"In Progress"}}
                {"fact":"snapshot","artifact":"jira:acme:issue:1","key":"SHOP-1","title":"Pay by card","project":"SHOP","type":{"id":"10","name":"Story"},"level":"standard","state":{"id":"5","name":"Done"},"resolution":"Fixed","url":"https://jira.example.org/browse/SHOP-1","createdAt":"2026-10-01T08:00:00.000Z","updatedAt":"2026-10-12T15:00:00.000Z","attributes":{"labels":["a","b"],"resolved":["2026-10-12T15:00:00.000Z"],"priority":["High"]}}
                {"fact":"snapshot","artifact":"jira:acme:issue:2","key":"SHOP-2","title":"a part","project":"SHOP","type":{"name":"Sub-task"},"level":"sub-task","parent":"jira:acme:issue:1","state":{"id":"3","name":"In Progress"},"createdAt":"2026-10-02T08:00:00.000Z","updatedAt":"2026-10-02T09:00:00.000Z","attributes":{}}
                {"fact":"snapshot","artifact":"jira:acme:issue:3","key":"SHOP-3","title":"an epic","project":"SHOP","type":{"name":"Epic"},"level":"portfolio","state":{"id":"1","name":"Open"},"createdAt":"2026-09-01T08:00:00.000Z","updatedAt":"2026-09-01T08:00:00.000Z","attributes":{}}
                {"fact":"event","id":"jira:acme:issue:1#created","artifact":"jira:acme:issue:1","kind":"created","occurredAt":"2026-10-01T08:00:00.000Z","sequence":0,"actor":{"pseudonym":"0123456789abcdef","type":"human"},"state":{"id":"1","name":"Open"},"type":{"id":"10","name":"Story"}}
                {"fact":"event","id":"jira:acme:issue:1#1","artifact":"jira:acme:issue:1","kind":"state-changed","occurredAt":"2026-10-02T08:00:00.000Z","sequence":1,"from":{"id":"1","name":"Open"},"to":{"id":"3","name":"In Progress"}}
                {"fact":"event","id":"jira:acme:issue:1#2","artifact":"jira:acme:issue:1","kind":"state-changed","occurredAt":"2026-10-12T15:00:00.000Z","sequence":2,"from":{"id":"3","name":"In Progress"},"to":{"id":"5","name":"Done"}}
                {"fact":"event","id":"jira:acme:issue:1#3","artifact":"jira:acme:issue:1","kind":"resolution-changed","occurredAt":"2026-10-12T15:00:00.000Z","sequence":3,"to":"Fixed"}
                {"fact":"event","id":"jira:acme:issue:1#4","artifact":"jira:acme:issue:1","kind":"assignee-changed","occurredAt":"2026-10-03T15:00:00.000Z","sequence":3,"from":{"pseudonym":"0123456789abcdef","type":"human"},"to":{"pseudonym":"fedcba9876543210","type":"bot"}}
                {"fact":"event","id":"jira:acme:issue:1#5","artifact":"jira:acme:issue:1","kind":"type-changed","occurredAt":"2026-10-03T16:00:00.000Z","sequence":3,"from":{"name":"Bug"},"to":{"id":"10","name":"Story"}}
                {"fact":"event","id":"jira:acme:issue:1#6","artifact":"jira:acme:issue:1","kind":"moved","occurredAt":"2026-10-03T17:00:00.000Z","sequence":3,"from":"OLD-1","to":"SHOP-1"}
                {"fact":"event","id":"jira:acme:issue:1#7","artifact":"jira:acme:issue:1","kind":"flag-changed","occurredAt":"2026-10-04T17:00:00.000Z","sequence":3,"raised":true}
                {"fact":"event","id":"jira:acme:issue:1#8","artifact":"jira:acme:issue:1","kind":"blocker-changed","occurredAt":"2026-10-04T18:00:00.000Z","sequence":3,"key":"SHOP-3","added":true}
                {"fact":"event","id":"jira:acme:issue:2#p","artifact":"jira:acme:issue:2","kind":"parent-changed","occurredAt":"2026-10-02T08:30:00.000Z","sequence":0,"to":"jira:acme:issue:1"}
                {"fact":"snapshot","artifact":"github:github.com:pull-request:77","key":"fernmoor/orders#7","title":"SHOP-1 pay","project":"fernmoor/orders","level":"standard","state":{"name":"merged"},"url":"https://github.com/fernmoor/orders/pull/7","createdAt":"2026-10-05T08:00:00.000Z","updatedAt":"2026-10-11T08:00:00.000Z","attributes":{"branch":["SHOP-1-pay"],"base":["main"],"defaultBranch":["true"],"mergeCommit":["%1$s"],"repository":["fernmoor/orders"],"authorType":["human"]}}
                {"fact":"event","id":"github:github.com:pull-request:77#created","artifact":"github:github.com:pull-request:77","kind":"created","occurredAt":"2026-10-05T08:00:00.000Z","sequence":0,"state":{"name":"open"}}
                {"fact":"event","id":"github:github.com:pull-request:77#c","artifact":"github:github.com:pull-request:77","kind":"commit-added","occurredAt":"2026-10-05T08:00:00.000Z","sequence":0,"sha":"%2$s","authoredAt":"2026-10-04T20:00:00.000Z"}
                {"fact":"event","id":"github:github.com:pull-request:77#r","artifact":"github:github.com:pull-request:77","kind":"review-requested","occurredAt":"2026-10-06T08:00:00.000Z","sequence":0,"reviewer":{"pseudonym":"0123456789abcdef","type":"human"}}
                {"fact":"event","id":"github:github.com:pull-request:77#v","artifact":"github:github.com:pull-request:77","kind":"reviewed","occurredAt":"2026-10-10T08:00:00.000Z","sequence":0,"actor":{"pseudonym":"fedcba9876543210","type":"human"},"verdict":"approved"}
                {"fact":"event","id":"github:github.com:pull-request:77#m","artifact":"github:github.com:pull-request:77","kind":"state-changed","occurredAt":"2026-10-11T08:00:00.000Z","sequence":0,"from":{"name":"open"},"to":{"name":"merged"}}
                {"fact":"snapshot","artifact":"github:github.com:commit:%1$s","key":"8a602f9d3d","title":"SHOP-1 pay (#7)","project":"fernmoor/orders","level":"standard","createdAt":"2026-10-11T08:00:00.000Z","updatedAt":"2026-10-11T08:00:00.000Z","attributes":{"parents":["%2$s"],"branch":["main"],"repository":["fernmoor/orders"]}}
                {"fact":"event","id":"github:github.com:commit:%1$s#created","artifact":"github:github.com:commit:%1$s","kind":"created","occurredAt":"2026-10-11T08:00:00.000Z","sequence":0,"state":{"name":"committed"}}
                {"fact":"snapshot","artifact":"jenkins:ci:build:orders/main#130@1790863215654","key":"orders/main #130","title":"#130","project":"orders/main","level":"standard","state":{"id":"success","name":"success"},"url":"https://jenkins.example.org/job/orders/130/","createdAt":"2026-10-12T13:30:15.654Z","updatedAt":"2026-10-12T13:41:02.118Z","attributes":{"branch":["main"],"commit":["%1$s"],"commits":["%1$s"],"commitTimes":["%1$s 2026-10-11T08:00:00Z"],"issueKeys":["SHOP-1"],"repository":["fernmoor/orders"],"environment":["production"],"production":["true"],"agentWaitOutsideMs":["12"],"pipeline":["true"]}}
                {"fact":"event","id":"jenkins:ci:build:orders/main#130@1790863215654#created","artifact":"jenkins:ci:build:orders/main#130@1790863215654","kind":"created","occurredAt":"2026-10-12T13:30:15.654Z","sequence":0,"state":{"id":"queued","name":"queued"}}
                {"fact":"event","id":"jenkins:ci:build:orders/main#130@1790863215654#started","artifact":"jenkins:ci:build:orders/main#130@1790863215654","kind":"state-changed","occurredAt":"2026-10-12T13:30:48.120Z","sequence":0,"from":{"id":"queued","name":"queued"},"to":{"id":"running","name":"running"}}
                {"fact":"event","id":"jenkins:ci:build:orders/main#130@1790863215654#stage.1","artifact":"jenkins:ci:build:orders/main#130@1790863215654","kind":"stage-ran","occurredAt":"2026-10-12T13:31:07.300Z","sequence":0,"run":{"id":"1","kind":"stage","name":"Deploy to production","start":"2026-10-12T13:30:48.120Z","end":"2026-10-12T13:31:07.300Z","result":"SUCCESS","agentWaitMs":7400}}
                {"fact":"event","id":"jenkins:ci:build:orders/main#130@1790863215654#stage.2","artifact":"jenkins:ci:build:orders/main#130@1790863215654","kind":"stage-ran","occurredAt":"2026-10-12T13:31:07.300Z","sequence":0,"run":{"id":"2","parentId":"1","kind":"branch","name":"","start":"2026-10-12T13:30:48.120Z","end":"2026-10-12T13:31:07.300Z","skipped":"SKIPPED_FOR_CONDITIONAL","inputPauseMs":1}}
                {"fact":"event","id":"jenkins:ci:build:orders/main#130@1790863215654#ended","artifact":"jenkins:ci:build:orders/main#130@1790863215654","kind":"state-changed","occurredAt":"2026-10-12T13:41:02.118Z","sequence":0,"from":{"id":"running","name":"running"},"to":{"id":"success","name":"success"}}
                {"fact":"link","from":"jenkins:ci:build:orders/main#130@1790863215654","to":"github:github.com:commit:%1$s","relation":"builds","rule":"explicit"}
                {"fact":"link","from":"github:github.com:pull-request:77","to":"jira:acme:issue:1","relation":"names","rule":"title"}
                {"fact":"ledger","tool":"jira:acme","scope":"jira:acme:issue:1","measure":"changelog histories","expected":3,"captured":3,"note":"none"}
                """.replace("%1$s", SHA).replace("%2$s", OTHER_SHA).lines().toList();
    }
}
