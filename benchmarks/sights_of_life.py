"""The pages of the life of a case: which are pictured, and which are not, because they answer a deed or one record."""

WORKER, HEAD, COUNTY, ADMISSION = "social-worker", "centre-head", "county-head", "admission-worker"
LISTS: tuple[tuple[str, str], ...] = (
    *((name, WORKER) for name in ("tasks", "search", "visits", "visits_due", "visit_route", "plans")),
    *((name, WORKER) for name in ("aid", "deliveries", "delivery_new", "onwards", "counselling_list", "phone")),
    *((name, HEAD) for name in ("assignments", "follow_ups", "aid_proposals", "phone_kept")),
    *((name, COUNTY) for name in ("waiting_list", "decisions", "appeals", "supervision", "supervised_files", "checks")),
    *((name, COUNTY) for name in ("restricted", "counselling_new")),
    *((name, ADMISSION) for name in ("referrals", "referral_new")),
    *((name, "deputy") for name in ("score_tables", "new_score_table", "aid_kinds", "questionnaires")),
    ("questionnaire_new", "deputy"),
    *((name, HEAD) for name in ("volunteers", "volunteer_new")),
    ("supervised_volunteers", WORKER),
    ("my_help", "volunteer"),
)
ROOMS = (
    *("tasks", "notes", "timeline", "letters", "household", "documents", "visits", "screening", "plan", "score"),
    *("aid", "onward", "admission", "exit", "decision"),
)
# Files to take away, data, and what answers a button.
ANSWERS: tuple[str, ...] = (
    *("tasks_export", "referrals_export", "visits_export", "assignments_export", "plans_export", "follow_ups_export"),
    *("waiting_export", "decisions_export", "aid_export", "aid_proposals_export", "onwards_export", "due", "draft"),
    *("counselling_export", "draft_forgetting", "task_finishing", "task_passing", "referral_link", "referral_drop"),
    *("file_document", "file_document_mark", "visit_route_map", "visit_route_order", "visit_move", "visit_photo"),
    *("visit_cancellation", "visit_decision", "visit_settlement", "visit_now", "screening_opening", "sample"),
    *("restricted_opening", "restricted_authority", "counselling_opening", "plan_goal_end", "plan_step_change"),
    *("plan_step_dropping", "plan_step_correction", "plan_end", "file_closing", "centre_exits", "score_table_file"),
    *("decision_approval", "decision_returning", "decision_withdrawal", "appeal_answer", "appeal_decision"),
    *("check_finding", "check_answer", "aid_taking_back", "aid_approval", "aid_refusal", "aid_withdrawal"),
    *("aid_payment", "delivery_approval", "delivery_closure", "delivery_discarding", "delivery_check_ins"),
    *("onward_acceptance", "onward_question", "onward_reply", "onward_refusal", "onward_outcome"),
    *("onward_withdrawal", "questionnaire_move", "questionnaire_removal", "questionnaire_publishing"),
    *("questionnaire_retirement", "questionnaire_copy", "phone_worker", "phone_manifest", "phone_session"),
    *("volunteers_export", "hours_confirmation", "hours_taking_back", "my_hours", "certificate"),
    *("file_volunteer_choice", "file_volunteer_end", "assignment", "visit_plans", "phone_kept_again"),
    *("phone_worklist", "phone_forms", "phone_kept_answer", "phone_kept_picture", "onward_aid", "file_check"),
)
# Pages of one record, or of one step: not pictured yet.
OF_RECORDS = (
    *("task", "referral", "referral_file", "file_admission_step", "file_home", "file_member_new", "file_member"),
    *("file_member_leaving", "visit", "visit_form", "screening_new", "screening", "restricted_new", "counselling"),
    *("plan_paper", "plan_beginning", "plan_goals", "plan_goal_steps", "plan_step", "plan_reviews", "follow_up"),
    *("exit_reopening", "file_order", "file_hardships", "file_appeal", "score_table", "decision", "appeal", "check"),
    *("aid_kind", "delivery", "delivery_sheet", "delivery_door", "onward", "onward_new", "onward_centres"),
    *("volunteer", "volunteer_details", "volunteer_vetting", "volunteer_refusal", "volunteer_training"),
    *("volunteer_grade", "volunteer_activation", "volunteer_terms", "volunteer_leaving", "volunteer_hours"),
    *("volunteer_certificate", "file_volunteers"),
    *("questionnaire", "questionnaire_title", "questionnaire_part", "questionnaire_trial", "questionnaire_edition"),
    *("phone_kept_form",),
)
# Of indicators.
INDICATORS = (("catalogue", "deputy"),)
INDICATOR_ANSWERS = (
    *("indicators", "indicators_computing", "catalogue_export", "dashboard_export", "dashboard_paper"),
    *("comparison_export", "comparison_map", "dashboard", "comparison", "indicator"),
)
LISTS += INDICATORS
ANSWERS += INDICATOR_ANSWERS
