-- How the date or the speaker of a fact was resolved (factmill why).
SELECT how FROM why(?);
