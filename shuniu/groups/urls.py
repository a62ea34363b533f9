from shuniu.groups import urls_duties, urls_filing, urls_imports

app_name = "groups"
urlpatterns = [*urls_filing.urlpatterns, *urls_duties.urlpatterns, *urls_imports.urlpatterns]
