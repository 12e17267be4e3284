"""The pages of the life of a case: which are pictured, and which are not, because they answer a deed or one record."""

WORKER, HEAD, COUNTY, ADMISSION = "social-worker", "centre-head", "county-head", "admission-worker"
FOUNDING_RECORDS = (
    *("founding", "founding_people", "founding_centre", "founding_premises", "founding_area", "founding_funds"),
    *("founding_statute", "founding_trustee_new", "founding_trustee", "founding_check", "founding_course"),
    *("founding_submission", "founding_taking_up", "founding_endorsement", "founding_approval", "founding_opening"),
    *("founding_returning", "founding_refusal", "founding_withdrawal"),
    *("founding_checklist_new", "founding_checklist_line"),
)
FOUNDING_ANSWERS = (
    *("foundings_export", "founding_map", "founding_statute_file", "founding_trustee_removal", "founding_check_back"),
)
LISTS: tuple[tuple[str, str], ...] = (
    *((name, WORKER) for name in ("tasks", "search", "visits", "visits_due", "visit_route", "plans")),
    *((name, WORKER) for name in ("aid", "deliveries", "delivery_new", "onwards", "counselling_list", "phone")),
    *((name, HEAD) for name in ("assignments", "follow_ups", "aid_proposals", "phone_kept")),
    *((name, COUNTY) for name in ("waiting_list", "decisions", "appeals", "supervision", "supervised_files", "checks")),
    *((name, COUNTY) for name in ("restricted", "counselling_new")),
    *((name, ADMISSION) for name in ("referrals", "referral_new")),
    *(("foundings", who) for who in ("founder", COUNTY)),
    ("founding_new", "founder"),
    ("founding_checklist", "participation"),
    *((name, "deputy") for name in ("score_tables", "new_score_table", "aid_kinds", "questionnaires")),
    ("questionnaire_new", "deputy"),
    *((name, HEAD) for name in ("volunteers", "volunteer_new")),
    ("supervised_volunteers", WORKER),
    ("my_help", "volunteer"),
    *((name, "participation") for name in ("specialities", "speciality_results", "conversions", "twins", "bulletins")),
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
    *FOUNDING_ANSWERS,
    *("visits_due_export", "questionnaires_export"),
    *("specialities_export", "speciality_results_export", "conversions_export", "twins_export"),
    *("bulletins_export", "bulletin_paper", "bulletin_filling", "bulletin_choice"),
)
# Pages of one record, or of one step: not pictured yet.
OF_RECORDS: tuple[str, ...] = (
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
    *FOUNDING_RECORDS,
    *("conversion", "conversion_new", "conversion_approval", "conversion_refusal", "conversion_withdrawal"),
    *("twin", "twin_new", "twin_end", "twin_ceiling"),
    *("bulletin", "bulletin_new", "bulletin_release", "bulletin_discarding", "bulletin_correction"),
)
# Licences: their lists; the papers and answers; the page of one, and of each deed.
LISTS += tuple((name, "participation") for name in ("licences", "licence_appeals"))
ANSWERS += ("licences_export", "licence_appeals_export", "licence_print", "licence_transfer")
OF_RECORDS += (
    *("licence", "licence_check", "licence_giving", "licence_renewal", "licence_renewal_request", "licence_appeal"),
    *("licence_measure_new", "licence_measure_decision", "licence_measure_dismissal", "licence_measure_lifting"),
    "licence_measure_withdrawal",
    *("licence_measure_effect", "licence_appeal_new"),
)

OF_CENTRES = (*((name, "participation") for name in ("returns", "papers_due", "boards_due", "bank_accounts")),)
# Of one centre, to take away, or answering a button: not pictured yet.
OF_ONE_CENTRE = (
    *("my_centre", "centre_life", "centre_activity", "centre_activity_lifting", "centre_boards", "centre_election"),
    *("centre_board_change", "centre_account", "centre_account_new", "centre_account_confirmation"),
    *("centre_account_refusal", "centre_hours", "centre_hours_change", "centre_capacities", "centre_papers"),
    *("centre_paper_new", "centre_paper", "centre_paper_withdrawal", "centre_returns", "centre_return"),
    *("centre_return_form", "returns_export", "papers_due_export", "boards_due_export", "bank_accounts_export"),
)
# The pages about inspections.
INSPECTIONS = tuple((name, "inspector") for name in ("inspections", "findings", "ranking", "grade_weights", "warnings"))
INSPECTIONS_ANSWERS = (
    *("inspections_export", "findings_export", "ranking_export", "warnings_export", "inspection_signature"),
    *("inspection_refusal", "inspection_cancellation", "inspection_finding", "finding_answer", "finding_extension"),
    "finding_return",
    *("finding_closing", "ranking_grading"),
)
INSPECTIONS_OF_RECORDS = (
    *("inspection", "inspection_report", "inspection_new", "finding", "centre_inspections", "centre_grade"),
    "grade_weights_new",
)
LISTS += INSPECTIONS
ANSWERS += INSPECTIONS_ANSWERS
OF_RECORDS += INSPECTIONS_OF_RECORDS

# Coverage: where centres are missing, and where the next should open.
COVERAGE = tuple(
    (name, "participation")
    for name in (
        *("coverage", "coverage_enlarging", "scenarios", "scenario_new", "scenario_comparison"),
        "neighbourhoods",
    )
)
COVERAGE_ANSWERS = (
    *("coverage_export", "coverage_map", "enlarging_export", "scenarios_export", "scenario_map"),
    *("scenario_export", "scenario_run", "scenario", "neighbourhoods_export", "neighbourhood_removal"),
)
# Of indicators.
INDICATORS = (("catalogue", "deputy"),)
INDICATOR_ANSWERS = (
    *("indicators", "indicators_computing", "catalogue_export", "dashboard_export", "dashboard_paper"),
    *("comparison_export", "comparison_map", "dashboard", "comparison", "indicator"),
)
LISTS += INDICATORS
ANSWERS += INDICATOR_ANSWERS
# Help for centres: what is pictured, what answers a deed, and the pages of one record.
SUPPORTER = "supporter"
SUPPORT_LISTS = (
    *((name, SUPPORTER) for name in ("help_requests", "help_counts", "courses", "course_new", "course_completions")),
    *((name, SUPPORTER) for name in ("announcements", "announcement_new", "knowledge", "article_new")),
    ("help_request_new", HEAD),
)
SUPPORT_ANSWERS = (
    *("help_requests_export", "help_request_attachment", "help_request_article", "help_request_taking"),
    *("help_request_question", "help_request_reply", "help_request_answer", "help_request_escalation"),
    *("help_request_confirmation", "help_request_reopening", "help_request_closure", "help_request_withdrawal"),
    *(
        "courses_export",
        "course_publishing",
        "course_ending",
        "course_part",
        "course_answers",
        "course_completions_export",
    ),
    *("course_certificate", "announcements_export", "announcement_reading", "announcement_withdrawal"),
    *("knowledge_export", "article_reading", "article_opinion"),
)
SUPPORT_RECORDS = ("help_request", "course", "course_draft", "announcement", "article", "article_details")
LISTS = (*LISTS, *SUPPORT_LISTS)
ANSWERS = (*ANSWERS, *SUPPORT_ANSWERS)
OF_RECORDS = (*OF_RECORDS, *SUPPORT_RECORDS)
