from shuniu.groups import urls_duties, urls_filing, urls_imports

app_name = "groups"
# What is opened most comes first: an address is looked for in this order.
urlpatterns = [*urls_duties.urlpatterns, *urls_filing.urlpatterns, *urls_imports.urlpatterns]
